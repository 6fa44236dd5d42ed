import type { Checkpoints } from '../../../src/application/ports/store/checkpoints.js';
import type { Shape } from '../../../src/domain/json-shape.js';

/** Checkpoints in memory; a test may make the disk fail. */
export class FakeCheckpoints implements Checkpoints {
  readonly #bodies = new Map<string, string>();

  /** While set, every call rejects with it. */
  broken: Error | null = null;

  async find<T>(name: string, shape: Shape<T>): Promise<T | null> {
    if (this.broken !== null) throw this.broken;
    const kept: unknown = JSON.parse(this.#bodies.get(name) ?? 'null');
    return shape(kept) ? kept : null;
  }

  async keep(name: string, body: unknown): Promise<void> {
    if (this.broken !== null) throw this.broken;
    this.#bodies.set(name, JSON.stringify(body));
  }
}
