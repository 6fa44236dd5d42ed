import { randomFillSync } from 'node:crypto';
import type { TokenSource } from '../../domain/ports/token-source.js';

const TOKEN_BYTES = 6;

/** Tokens from the operating system's random numbers, 48 bits each; a supply is asked for at a time. */
export class RandomTokenSource implements TokenSource {
  readonly #supply = Buffer.alloc(TOKEN_BYTES * 256);
  #used = this.#supply.length;

  next(): string {
    if (this.#used === this.#supply.length) {
      randomFillSync(this.#supply);
      this.#used = 0;
    }
    this.#used += TOKEN_BYTES;
    return this.#supply.toString('hex', this.#used - TOKEN_BYTES, this.#used);
  }
}
