import type { TokenSource } from '../../../domain/ports/token-source.js';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to wait after the n-th failure in a row: 1 s doubling to 30 s, each shortened by up to half by chance. */
export function backoffMs(failures: number, tokens: TokenSource): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(full * (1 - fraction(tokens) / 2));
}

/** A number from 0 up to but not including 1, from a token's hexadecimal digits. */
function fraction(tokens: TokenSource): number {
  return Number.parseInt(tokens.next().slice(0, 8), 16) / 2 ** 32;
}
