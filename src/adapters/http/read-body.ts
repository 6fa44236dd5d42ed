import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { fail, ok, type Result } from '../../domain/result.js';

/** The body's bytes, no more of them than `limit`. A body that is cut off is a problem too. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Result<Buffer, 'too-large' | 'cut'>> {
  const length = request.headers['content-length'];
  try {
    return ok(await getRawBody(request, { limit, ...(length === undefined ? {} : { length }) }));
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'type' in cause && cause.type === 'entity.too.large';
    return fail(isTooLarge ? 'too-large' : 'cut');
  }
}
