import { isIP } from 'node:net';
import type { OutboundProblem, OutboundRequest, OutboundResponse } from '../../application/ports/http/outbound.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { exchange } from './exchange.js';
import { Expiry } from './expiry.js';
import { type LookUp, systemLookUp } from './look-up.js';
import { openSocket } from './open-socket.js';
import { codeOf, problemOf } from './problem-of.js';
import { refusedAddress } from './refused-address.js';
import { type Target, targetOf } from './target.js';

/** What a request is made with; without `lookUp` the machine's own is used. */
export interface OutboundTools {
  readonly alarm: Alarm;
  readonly lookUp?: LookUp;
}

type Outcome = Result<OutboundResponse, OutboundProblem>;

/** Checks the request, looks its host up once, judges every address, and connects to what was judged. */
export async function guardedSend(
  request: OutboundRequest,
  stop: StopSignal,
  { alarm, lookUp = systemLookUp }: OutboundTools,
): Promise<Outcome> {
  if (stop.aborted) return fail({ kind: 'aborted' });
  const target = targetOf(request);
  if (!target.ok) return target;
  const { host } = target.value;
  const expiry = new Expiry(alarm, request.timeoutMs, stop);
  try {
    const outcome = await Promise.race([
      expiry.ended,
      answerOf(target.value, request, { alarm, lookUp, signal: expiry.signal }),
    ]);
    if (outcome === 'aborted') return fail({ kind: outcome });
    return outcome === 'timeout' ? fail({ kind: outcome, host, timeoutMs: request.timeoutMs }) : outcome;
  } finally {
    expiry.release();
  }
}

async function answerOf(
  target: Target,
  request: OutboundRequest,
  tools: Required<OutboundTools> & { readonly signal: AbortSignal },
): Promise<Outcome> {
  const addresses = await checkedAddresses(target.host, request.allow, tools.lookUp);
  if (!addresses.ok) return addresses;
  try {
    const socket = await openSocket(target, addresses.value, tools);
    return ok(await exchange(target, request, socket));
  } catch (error) {
    return fail(problemOf(error, target, request.maxBytes));
  }
}

/** Every address of the host, if all of them may be connected to; an address is taken as it is. */
async function checkedAddresses(
  host: string,
  allow: readonly string[],
  lookUp: LookUp,
): Promise<Result<readonly string[], OutboundProblem>> {
  let addresses: readonly string[] = [host];
  try {
    if (isIP(host) === 0) addresses = await lookUp(host);
  } catch (error) {
    return fail({ kind: 'unresolved', host, code: codeOf(error) });
  }
  if (addresses.length === 0) return fail({ kind: 'unresolved', host, code: 'ENOTFOUND' });
  const address = addresses.map((one) => refusedAddress(one, allow)).find((refused) => refused !== null);
  return address === undefined ? ok(addresses) : fail({ kind: 'forbidden-address', host, address });
}
