import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { Share } from '../server/byte-budget.js';

/** Why a body can't be had: it is too large, its sender broke off, or unknown senders hold all the room there is. */
export type BodyProblem = 'too-large' | 'cut' | 'no-room';

/** The body's bytes, no more of them than `limit`; of an unknown sender as long as `share` has room for them. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  share: Share | null,
): Promise<Result<Buffer, BodyProblem>> {
  const length = request.headers['content-length'];
  let isRefused = false;
  const count = (chunk: Buffer) => {
    if (share?.take(chunk.length) !== false) return;
    isRefused = true;
    // This is how its reader learns that there is nothing more to come.
    request.emit('error', new Error('no room'));
  };
  if (share !== null) request.on('data', count);
  try {
    return ok(await getRawBody(request, { limit, ...(length === undefined ? {} : { length }) }));
  } catch (cause) {
    if (isRefused) return fail('no-room');
    const isTooLarge = cause instanceof Error && 'type' in cause && cause.type === 'entity.too.large';
    return fail(isTooLarge ? 'too-large' : 'cut');
  } finally {
    request.off('data', count);
  }
}
