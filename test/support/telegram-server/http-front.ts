import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BotApi, FileReply } from './bot-api.js';
import { Parameters } from './parameters.js';

/** The sockets of the loopback Bot API: methods at `/bot<token>/<method>`, files at `/file/bot<token>/<path>`. */
export class HttpFront {
  readonly #api: BotApi;
  readonly #latencyMs: () => number;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;

  constructor(api: BotApi, latencyMs: () => number) {
    this.#api = api;
    this.#latencyMs = latencyMs;
  }

  /** `http://127.0.0.1:<port>`; throws while it is not listening. */
  get url(): string {
    const address = this.#server?.address();
    if (typeof address !== 'object' || address === null) throw new Error('the Telegram server is not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Listens, on a free port unless one is given, and answers the port. */
  async start(port = 0): Promise<number> {
    const server = createServer((request, response) => void this.#serve(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  /** Ends every connection at once and stops listening; may be started again. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #serveFile(token: string, path: string, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    if (this.#latencyMs() > 0) await new Promise((resolve) => setTimeout(resolve, this.#latencyMs()));
    const reply = await this.#api.download(token, path, gone.signal);
    if (reply.kind === 'cut') response.destroy();
    else if (reply.kind === 'body') send(response, reply.status, reply.body);
    else await sendContent(response, reply);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const file = /^\/file\/bot([^/]+)\/(.+)/.exec(request.url ?? '');
    if (file !== null) return this.#serveFile(decodeURIComponent(file[1] ?? ''), decodeURI(file[2] ?? ''), response);
    const path = /^\/bot([^/]+)\/([A-Za-z]+)/.exec(request.url ?? '');
    const body = await bodyOf(request).catch(() => null);
    if (body === null) return;
    const [token, method] = [path?.[1], path?.[2]];
    if (token === undefined || method === undefined) {
      send(response, 404, '{"ok":false,"error_code":404,"description":"Not Found"}');
      return;
    }
    if (this.#latencyMs() > 0) await new Promise((resolve) => setTimeout(resolve, this.#latencyMs()));
    const parameters = await Parameters.parse(body, request.headers['content-type'] ?? '').catch(
      () => new Parameters({}),
    );
    const query = Object.fromEntries(new URL(request.url ?? '', 'http://localhost').searchParams);
    const all = new Parameters({ ...query, ...parameters.all });
    const reply = await this.#api.handle(decodeURIComponent(token), method, all, gone.signal);
    if (reply.kind === 'cut') response.destroy();
    else send(response, reply.status, reply.body);
  }
}

async function sendContent(response: ServerResponse, reply: Extract<FileReply, { kind: 'content' }>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': reply.bytes });
  // Whoever asked may have gone.
  await pipeline(Readable.from(reply.content), response, { end: reply.then === 'end' }).catch(() => undefined);
  if (reply.then === 'cut') setImmediate(() => response.destroy());
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(chunks));
}

function send(response: ServerResponse, status: number, body: string): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
