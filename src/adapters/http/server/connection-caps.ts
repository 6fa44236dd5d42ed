import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Journal } from '../../../application/ports/system/journal.js';
import { isLoopback } from '../../../domain/ip-address.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { addressOf, networkOf } from './client-address.js';

/**
 * How many connections there may be: of all clients, of one (of IPv6 the first 64 bits), and of this machine, where a proxy may
 * stand that nobody named.
 */
export const CONNECTION_CAPS = { all: 1_024, oneClient: 256, thisMachine: 768 };

/** How often it is noted at most that connections were refused, in milliseconds. */
const NOTED_EVERY_MS = 60_000;

/** What caps are kept with. */
interface CapsTools {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Whether an address is that of a proxy, whose connections are those of many. */
  readonly isProxy: (address: string) => boolean;
}

/** Closes connections beyond the caps at once, so that nobody can hold so many that others find no room. */
export class ConnectionCaps {
  readonly #tools: CapsTools;
  readonly #open = new Map<string, number>();
  #refused = 0;
  #notedAtMs = Number.NEGATIVE_INFINITY;

  constructor(server: Server, tools: CapsTools) {
    this.#tools = tools;
    server.maxConnections = CONNECTION_CAPS.all;
    server.on('connection', (socket) => this.#admit(socket));
    server.on('drop', () => this.#refuse());
  }

  #admit(socket: Socket): void {
    const address = addressOf(socket.remoteAddress ?? '');
    if (this.#tools.isProxy(address)) return;
    const client = networkOf(address);
    const count = (this.#open.get(client) ?? 0) + 1;
    if (count > (isLoopback(address) ? CONNECTION_CAPS.thisMachine : CONNECTION_CAPS.oneClient)) {
      socket.destroy();
      this.#refuse();
      return;
    }
    this.#open.set(client, count);
    socket.once('close', () => {
      const left = (this.#open.get(client) ?? 1) - 1;
      if (left === 0) this.#open.delete(client);
      else this.#open.set(client, left);
    });
  }

  #refuse(): void {
    const { clock, journal } = this.#tools;
    this.#refused += 1;
    const nowMs = clock.monotonicMs();
    if (nowMs - this.#notedAtMs < NOTED_EVERY_MS) return;
    this.#notedAtMs = nowMs;
    journal.record({ name: 'http.connections-refused', level: 'warn', data: { count: this.#refused } });
    this.#refused = 0;
  }
}
