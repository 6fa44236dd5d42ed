import type { IncomingMessage } from 'node:http';

/**
 * Lets a body come in and forgets it, so that its sender gets to read the answer. `too-large`: more than `limit` bytes came,
 * and the rest is not waited for; `cut`: the sender broke off.
 */
export function drainBody(request: IncomingMessage, limit: number): Promise<'done' | 'too-large' | 'cut'> {
  return new Promise((resolve) => {
    if (request.destroyed) resolve('cut');
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) resolve('too-large');
    });
    request.on('end', () => resolve('done'));
    request.on('error', () => resolve('cut'));
    request.on('close', () => resolve('cut'));
  });
}
