import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { Running } from '../../application/hosting/adapter-kind.js';
import type { HttpApi, ServerSlice } from '../../application/ports/http/http-server.js';
import { isWithin } from '../../domain/ip-address.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import { type HttpTools, httpApp } from './http-app.js';
import { AuthThrottle } from './server/auth-throttle.js';
import { ByteBudget } from './server/byte-budget.js';
import { ConnectionCaps } from './server/connection-caps.js';
import { RateLimiter } from './server/rate-limiter.js';

/** What a listener is made with. */
export interface HttpDeps extends HttpTools {
  readonly alarm: Alarm;
}

/** What senders that have not proven themselves yet may make the program hold, in bytes. */
export const UNPROVEN_BYTES = { inMemory: 33_554_432, onDisk: 134_217_728 };

/** How long an idle connection may still bring a request that is under way, and a request may take to be finished. */
const QUIESCE = { idleMs: 200, requestsMs: 10_000 };

/** A server that is bound to a port already, and has no handler yet. */
export interface BoundServer {
  readonly server: Server;
  readonly port: number;
}

/** A server on a bound port. Requests that arrive before `activate` wait for it. */
export class HttpListener implements Running<ServerSlice, HttpApi> {
  readonly api: HttpApi;
  readonly died: Promise<unknown>;
  readonly #server: Server;
  readonly #alarm: Alarm;
  readonly #rate: RateLimiter;
  readonly #throttle: AuthThrottle;
  readonly #ended: Promise<void>;
  #settings: ServerSlice;
  #activate: () => void = () => undefined;
  #ending = false;

  constructor({ server, port }: BoundServer, slice: ServerSlice, deps: HttpDeps) {
    this.api = { port };
    this.#server = server;
    this.#alarm = deps.alarm;
    this.#rate = new RateLimiter(slice.rateLimit, deps.clock);
    this.#throttle = new AuthThrottle(slice.authFailuresPerMinute, deps.clock);
    this.#settings = slice;
    this.died = new Promise((resolve) => server.on('error', resolve));
    this.#ended = new Promise((resolve) => server.once('close', resolve));
    const activated = new Promise<void>((resolve) => (this.#activate = resolve));
    const isProxy = (address: string) => isWithin(address, this.#settings.trustedProxies);
    new ConnectionCaps(server, { ...deps, isProxy });
    const fixed = {
      rate: this.#rate,
      throttle: this.#throttle,
      memory: new ByteBudget(UNPROVEN_BYTES.inMemory),
      disk: new ByteBudget(UNPROVEN_BYTES.onDisk),
    };
    const app = httpApp(deps, () => ({ settings: this.#settings, ...fixed }));
    const handle = app.callback();
    server.on('request', (request, response) => void activated.then(() => this.#handle(handle, request, response)));
  }

  activate(): void {
    this.#activate();
  }

  retune(slice: ServerSlice): void {
    this.#rate.retune(slice.rateLimit);
    this.#throttle.retune(slice.authFailuresPerMinute);
    this.#settings = slice;
  }

  async quiesce(): Promise<void> {
    // Connections that the kernel has made already are taken, or they would be reset.
    await new Promise((resolve) => setImmediate(resolve));
    this.#stopAccepting();
    const cancels = [
      this.#alarm.after(QUIESCE.idleMs, () => this.#server.closeIdleConnections()),
      this.#alarm.after(QUIESCE.requestsMs, () => this.#server.closeAllConnections()),
    ];
    await this.#ended;
    for (const cancel of cancels) cancel();
  }

  async close(): Promise<void> {
    this.#stopAccepting();
    this.#server.closeAllConnections();
    await this.#ended;
  }

  #handle(handle: RequestListener, request: IncomingMessage, response: ServerResponse): void {
    if (this.#ending) response.setHeader('Connection', 'close');
    handle(request, response);
  }

  /** The HTTP server's own `close` would at once cut idle connections on which a request may be under way. */
  #stopAccepting(): void {
    if (!this.#ending) NetServer.prototype.close.call(this.#server);
    this.#ending = true;
  }
}
