import type { BotApi } from './bot-api.js';
import { Parameters } from './parameters.js';

/** A `fetch` that reaches the Bot API without a socket, so that a test's clock may stand still. */
export function inProcessFetch(api: BotApi): typeof fetch {
  return async (input, init) => {
    const path = /\/bot([^/]+)\/([A-Za-z]+)/.exec(`${input}`);
    const signal = init?.signal ?? new AbortController().signal;
    signal.throwIfAborted();
    const contentType = new Headers(init?.headers).get('content-type') ?? '';
    const body = new Uint8Array(await new Response(init?.body ?? '').arrayBuffer());
    const parameters = await Parameters.parse(body, contentType);
    const reply = await Promise.race([
      api.handle(path?.[1] ?? '', path?.[2] ?? '', parameters, signal),
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
    ]);
    if (reply.kind === 'body') return new Response(reply.body, { status: reply.status });
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
  };
}
