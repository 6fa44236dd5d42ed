import { aborted, type BotApi } from './bot-api.js';
import { Parameters } from './parameters.js';

/** A `fetch` that reaches the Bot API without a socket, so that a test's clock may stand still. */
export function inProcessFetch(api: BotApi): typeof fetch {
  return async (input, init) => {
    const file = /\/file\/bot([^/]+)\/(.+)/.exec(`${input}`);
    if (file !== null) return fetchFile(api, file, init?.signal ?? new AbortController().signal);
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
    throw reset();
  };
}

async function fetchFile(api: BotApi, [, token = '', path = '']: RegExpExecArray, signal: AbortSignal) {
  signal.throwIfAborted();
  const gone = aborted(signal).then(() => Promise.reject(signal.reason));
  const reply = await Promise.race([api.download(decodeURIComponent(token), decodeURI(path), signal), gone]);
  if (reply.kind === 'cut') throw reset();
  if (reply.kind === 'body') return new Response(reply.body, { status: reply.status });
  const pieces = async function* () {
    yield* reply.content;
    if (reply.then === 'hang') await gone;
    if (reply.then === 'cut') throw reset();
  };
  return new Response(ReadableStream.from(pieces()), { headers: { 'content-length': `${reply.bytes}` } });
}

function reset(): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
}
