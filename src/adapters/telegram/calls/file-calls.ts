import type { FileGate } from '../../../application/ports/chat/file-gate.js';
import { BrokenTransfer, type FileGateProblem } from '../../../application/values/file-gate-problem.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { BotCalls } from './bot-calls.js';
import { type CallProblem, networkCode } from './call-problem.js';
import { filePathParts } from './file-path-parts.js';
import type { BotIdentity } from './patient-api.js';
import { TransferWatch } from './transfer-watch.js';

/** What files are fetched with. */
export interface FileCallsDeps {
  readonly calls: BotCalls;
  readonly alarm: Alarm;
  readonly fetch: typeof fetch;
}

/** What the content of a file is measured against. */
interface Measure {
  readonly maxBytes: number;
  /** What Telegram says that it has; `null` if it doesn't. */
  readonly said: number | null;
}

/** What the cloud's Bot API server answers for what is over 20 MB (https://core.telegram.org/bots/api#getfile). */
const TOO_BIG = /file is too big/i;
const CLOUD_LIMIT = 20 * 1_024 * 1_024;

/** Files at `<api_url>/file/bot<token>/<path>` (https://core.telegram.org/bots/api#file). Nothing shows the token. */
export class FileCalls implements FileGate {
  readonly #bot: BotIdentity;
  readonly #deps: FileCallsDeps;
  readonly #closed = new AbortController();

  constructor(bot: BotIdentity, deps: FileCallsDeps) {
    this.#bot = bot;
    this.#deps = deps;
  }

  /** Ends all that is under way. */
  close(): void {
    this.#closed.abort();
  }

  async open(
    fileId: string,
    maxBytes: number,
    stop: StopSignal,
  ): Promise<Result<AsyncIterable<Uint8Array>, FileGateProblem>> {
    const file = await this.#deps.calls.getFile(fileId, stop);
    if (!file.ok) return fail(problemOfCall(file.problem, maxBytes));
    const { path, bytes: said } = file.value;
    if (said !== null && said > maxBytes) return fail({ kind: 'too-large', maxBytes });
    if (path.startsWith('/') || /^[a-z]:/i.test(path)) return fail({ kind: 'local-path' });
    const parts = filePathParts(path);
    if (parts === null) return fail({ kind: 'refused', reason: 'the path of the file is no relative one' });
    return this.#fetch(parts, { maxBytes, said }, stop);
  }

  async #fetch(
    parts: string,
    measure: Measure,
    stop: StopSignal,
  ): Promise<Result<AsyncIterable<Uint8Array>, FileGateProblem>> {
    const { alarm, fetch: transport } = this.#deps;
    const watch = new TransferWatch(alarm, measure.maxBytes, [stop, this.#closed.signal]);
    const url = `${this.#bot.apiUrl.replace(/\/+$/, '')}/file/bot${this.#bot.token.reveal()}/${parts}`;
    try {
      const response = await watch.during(transport(url, { redirect: 'error', signal: watch.signal }));
      const problem = problemOfResponse(response, measure);
      if (problem === null) return ok(contentOf(response, measure, watch));
      watch.end();
      return fail(problem);
    } catch (error) {
      watch.end();
      return fail(
        watch.problem ?? { kind: 'unavailable', reason: `the file server did not answer${networkCode(error)}` },
      );
    }
  }
}

/** What comes, once. Letting go of it ends the download, also where nothing of it was read: a generator alone would not hear of that. */
function contentOf(response: Response, measure: Measure, watch: TransferWatch): AsyncIterable<Uint8Array> {
  const pieces = piecesOf(response, measure, watch);
  const letGo = async () => {
    watch.end();
    return { done: true, value: undefined } as const;
  };
  return { [Symbol.asyncIterator]: () => ({ next: () => pieces.next(), return: letGo }) };
}

async function* piecesOf(response: Response, { maxBytes, said }: Measure, watch: TransferWatch) {
  let got = 0;
  try {
    const pieces = response.body?.values();
    for (;;) {
      const next = await watch.during(pieces?.next() ?? Promise.resolve(NO_MORE));
      if (next.done === true) break;
      got += next.value.length;
      if (got > maxBytes) throw new BrokenTransfer({ kind: 'too-large', maxBytes });
      yield next.value;
    }
    if (said !== null && got < said) throw new Error(`${got} of ${said} bytes`);
  } catch (error) {
    if (error instanceof BrokenTransfer) throw error;
    const reason = `the download broke off after ${got}${said === null ? '' : ` of ${said}`} bytes${networkCode(error)}`;
    throw new BrokenTransfer(watch.problem ?? { kind: 'unavailable', reason });
  } finally {
    watch.end();
  }
}

const NO_MORE = { done: true, value: undefined } as const;

function problemOfCall(problem: CallProblem, maxBytes: number): FileGateProblem {
  if (TOO_BIG.test(problem.reason)) return { kind: 'too-large', maxBytes: Math.min(maxBytes, CLOUD_LIMIT) };
  switch (problem.kind) {
    case 'stopped':
      return { kind: 'stopped' };
    case 'flood':
      return { kind: 'flood', retryAfterMs: problem.retryAfterMs };
    case 'unavailable':
      return { kind: 'unavailable', reason: problem.reason };
    default:
      return { kind: 'refused', reason: problem.reason };
  }
}

function problemOfResponse(response: Response, { maxBytes }: Measure): FileGateProblem | null {
  const { status } = response;
  if (status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? '');
    return { kind: 'flood', retryAfterMs: Math.min(3_600, Math.max(1, seconds || 5)) * 1_000 };
  }
  if (status >= 500) return { kind: 'unavailable', reason: `${status} from the file server` };
  if (status !== 200) return { kind: 'refused', reason: `${status} from the file server` };
  const length = Number(response.headers.get('content-length') ?? '0');
  return length > maxBytes ? { kind: 'too-large', maxBytes } : null;
}
