import type { Checkpoints } from '../../../src/application/ports/store/checkpoints.js';

/** Checkpoints in memory; a test may make the disk fail. */
export class FakeCheckpoints implements Checkpoints {
  readonly #bodies = new Map<string, string>();

  /** While set, every call rejects with it. */
  broken: Error | null = null;

  async find(name: string): Promise<unknown> {
    if (this.broken !== null) throw this.broken;
    return JSON.parse(this.#bodies.get(name) ?? 'null');
  }

  async keep(name: string, body: unknown): Promise<void> {
    if (this.broken !== null) throw this.broken;
    this.#bodies.set(name, JSON.stringify(body));
  }
}
