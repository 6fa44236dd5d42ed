import { randomBytes } from 'node:crypto';
import type { TokenSource } from '../../domain/ports/token-source.js';

/** Tokens from the operating system's random numbers: 48 bits each. */
export class RandomTokenSource implements TokenSource {
  next(): string {
    return randomBytes(6).toString('hex');
  }
}
