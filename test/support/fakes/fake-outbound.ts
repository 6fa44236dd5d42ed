import { BlockList } from 'node:net';
import type {
  Outbound,
  OutboundProblem,
  OutboundRequest,
  OutboundResponse,
} from '../../../src/application/ports/http/outbound.js';
import type { Alarm } from '../../../src/domain/ports/alarm.js';
import type { StopSignal } from '../../../src/domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** What a server does with a request: answers it (200 and empty where nothing is said), is silent, or breaks off. */
export type FakeAnswer = Partial<OutboundResponse> | 'silence' | { readonly code: string };

interface Site {
  readonly answer: (request: OutboundRequest) => FakeAnswer | Promise<FakeAnswer>;
  readonly privateAddress: string | null;
}

type Outcome = Result<OutboundResponse, OutboundProblem>;

/** Servers that a test puts up; any other host can't be found. */
export class FakeOutbound implements Outbound {
  readonly #alarm: Alarm;
  readonly #sites = new Map<string, Site>();

  /** Every request that reached a server, in order. */
  readonly sent: OutboundRequest[] = [];

  constructor(alarm: Alarm) {
    this.#alarm = alarm;
  }

  /** Puts up a server; with a private IPv4 address it can be reached only by who allows that. */
  serve(host: string, answer: Site['answer'], privateAddress: string | null = null): void {
    this.#sites.set(host, { answer, privateAddress });
  }

  async send(request: OutboundRequest, stop: StopSignal): Promise<Outcome> {
    if (stop.aborted) return fail({ kind: 'aborted' });
    const url = URL.parse(request.url);
    if (url === null) return fail({ kind: 'bad-url' });
    if (!/^https?:$/.test(url.protocol)) return fail({ kind: 'unsupported-scheme', scheme: url.protocol.slice(0, -1) });
    const broken = Object.entries(request.headers).find(([, value]) => /[\r\n\0]/.test(value));
    if (broken !== undefined) return fail({ kind: 'bad-header', name: broken[0], why: 'value' });
    const host = url.hostname;
    const site = this.#sites.get(host);
    if (site === undefined) return fail({ kind: 'unresolved', host, code: 'ENOTFOUND' });
    const { privateAddress: address } = site;
    if (address !== null && !isAllowed(address, request.allow))
      return fail({ kind: 'forbidden-address', host, address });
    this.sent.push(request);
    return this.#within(request, host, stop, answered(site, request, host));
  }

  #within({ timeoutMs }: OutboundRequest, host: string, stop: StopSignal, answer: Promise<Outcome>): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const stopped = () => end(fail({ kind: 'aborted' }));
      const cancel = this.#alarm.after(timeoutMs, () => end(fail({ kind: 'timeout', host, timeoutMs })));
      const end = (outcome: Outcome) => {
        cancel();
        stop.removeEventListener('abort', stopped);
        resolve(outcome);
      };
      stop.addEventListener('abort', stopped, { once: true });
      answer.then(end, reject);
    });
  }
}

async function answered({ answer }: Site, request: OutboundRequest, host: string): Promise<Outcome> {
  const given = await answer(request);
  if (given === 'silence') return new Promise(() => {});
  if ('code' in given) return fail({ kind: 'connection-failed', host, code: given.code });
  const { status = 200, headers = {}, body = new Uint8Array() } = given;
  const { maxBytes } = request;
  if (maxBytes === null) return ok({ status, headers, body: new Uint8Array(0) });
  return body.length > maxBytes ? fail({ kind: 'too-large', host, maxBytes }) : ok({ status, headers, body });
}

function isAllowed(address: string, allow: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of allow.filter((one) => !one.includes(':'))) {
    const [start = '', bits = '32'] = range.split('/');
    list.addSubnet(start, Number(bits));
  }
  return list.check(address);
}
