import type { IncomingMessage } from 'node:http';
import { Router } from '@koa/router';
import Koa, { type Context } from 'koa';
import { type StatusTools, statusPage } from './pages/status-pages.js';
import { type Answer, NOT_FOUND, statusOf, textOf } from './server/answer.js';
import { clientOf } from './server/client-address.js';
import { type HandlerTools, handleDelivery, type Limits } from './webhook/handle-delivery.js';

/** What the web application is built on. */
export interface HttpTools extends HandlerTools, StatusTools {}

/** The web application: `/health`, `/metrics`, and the paths of all webhooks. `limits` is asked at each request. */
export function httpApp(tools: HttpTools, limits: () => Limits): Koa {
  const app = new Koa();
  app.silent = true;
  const router = new Router();
  router.all('/{*path}', async (context) => {
    answer(context, await answerTo(context.req, context.path, limits(), tools));
  });
  app.use(async (context, next) => {
    try {
      await next();
    } catch (cause) {
      tools.journal.record({ name: 'http.failed', level: 'error', cause });
      answer(context, { outcome: 'internal-error' });
    }
  });
  app.use(router.routes());
  return app;
}

async function answerTo(
  request: IncomingMessage,
  encodedPath: string,
  limits: Limits,
  tools: HttpTools,
): Promise<Answer> {
  const path = decoded(encodedPath);
  if (path === null) return NOT_FOUND;
  const host = hostOf(request);
  if (host === null || request.httpVersionMajor < 1)
    return { outcome: 'bad-request', headers: { Connection: 'close' } };
  if (!hasKnownCoding(request)) return UNKNOWN_CODING;
  const headers = flat(request, host);
  const { method = '' } = request;
  const client = clientOf(request.socket.remoteAddress ?? '', headers, limits.settings.trustedProxies);
  const page = await statusPage({ path, method, client }, limits.settings, tools);
  return page ?? handleDelivery({ path, headers, client, message: request }, limits, tools);
}

function answer(context: Pick<Context, 'status' | 'body' | 'type' | 'set'>, given: Answer): void {
  context.status = statusOf(given);
  context.type = ('type' in given ? given.type : undefined) ?? 'text/plain';
  context.set({ ...given.headers });
  context.body = textOf(given);
}

/** The host that a request is for (RFC 9112, section 3.2); empty if it names none, `null` if it names several. */
function hostOf({ url = '', rawHeaders, headers }: IncomingMessage): string | null {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  if (count > 1) return null;
  if (url.startsWith('/')) return headers.host ?? '';
  return URL.canParse(url) ? new URL(url).host : '';
}

/** Whether the body comes as it is, or in chunks: nothing else is decoded (RFC 9112, section 6.1). */
function hasKnownCoding({ headers }: IncomingMessage): boolean {
  const coding = headers['transfer-encoding'];
  return coding === undefined || coding.trim().toLowerCase() === 'chunked';
}

/** Where the body ends is known only to those who decode it, so nothing more is read from the connection. */
const UNKNOWN_CODING: Answer = { outcome: 'not-implemented', headers: { Connection: 'close' } };

/** Percent signs resolved; `null` where that is impossible, or would make a slash of what was none (RFC 3986, 2.2). */
function decoded(path: string): string | null {
  if (/%2f/i.test(path)) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Headers by lower-case name, several of one name joined; `host` is what it is found to be. */
function flat(request: IncomingMessage, host: string): Readonly<Record<string, string>> {
  // Without a prototype, so that no header's name means anything else.
  const headers = Object.create(null) as Record<string, string>;
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  headers['host'] = host;
  return headers;
}
