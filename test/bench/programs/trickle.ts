import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../../support/http-request.js';

const EVERY_MS = 2;

/** Small requests one after the other on a kept connection: how long an answer takes is how long the server's loop stood. */
export class Trickle {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #waits: number[] = [];
  #asked = performance.now();
  #ended = false;
  #going: Promise<void> | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  start(): void {
    this.#going = this.#flow();
  }

  /** Resolves when the last answers came quickly, so that nothing is being done any more, or after `patienceMs`. */
  async calm({ quickMs = 6, answers = 8, patienceMs = 3_000 } = {}): Promise<void> {
    const deadline = performance.now() + patienceMs;
    const from = this.#waits.length;
    const isCalm = () =>
      this.#waits.length >= from + answers && this.#waits.slice(-answers).every((ms) => ms < quickMs);
    while (!isCalm() && performance.now() < deadline) await pause(EVERY_MS);
  }

  /** The longest wait since this was asked last, the one that goes on included. */
  takeLongest(): number {
    const longest = Math.max(performance.now() - this.#asked, ...this.#waits);
    this.#waits = [];
    return longest;
  }

  async stop(): Promise<void> {
    this.#ended = true;
    await this.#going;
    this.#agent.destroy();
  }

  async #flow(): Promise<void> {
    while (!this.#ended) {
      this.#asked = performance.now();
      // Refused or cut off after so long, it waited as long.
      await send({ port: this.#port, path: '/health', method: 'GET', agent: this.#agent }).catch(() => null);
      this.#waits.push(performance.now() - this.#asked);
      await pause(EVERY_MS);
      this.#asked = performance.now();
    }
  }
}
