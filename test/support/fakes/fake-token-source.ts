import type { TokenSource } from '../../../src/domain/ports/token-source.js';

/** Counts: `000000000001`, `000000000002`, … */
export class FakeTokenSource implements TokenSource {
  #last = 0;

  next(): string {
    this.#last += 1;
    return this.#last.toString(16).padStart(12, '0');
  }
}
