import { extname } from 'node:path';
import type { Instant } from '../../domain/ports/clock.js';
import { LONGEST_NAME } from './path-shape.js';

/** How many names are tried before it is given up. */
const MOST_NAMES = 1_000;
/** What is longer counts as a part of the name. */
const LONGEST_EXTENSION = 20;

/** The name itself, then names with the time in UTC before their extension, then those with a number after the time. */
export function* freeNames(name: string, now: Instant): Generator<string> {
  yield name;
  const stamp = new Date(now).toISOString().replaceAll(/[-:.]/g, '');
  yield withSuffix(name, `_${stamp}`);
  for (let number = 1; number < MOST_NAMES; number++) yield withSuffix(name, `_${stamp}_${number}`);
}

/** The name itself, then names with a number before their extension. */
export function* numberedNames(name: string): Generator<string> {
  yield name;
  for (let number = 1; number < MOST_NAMES; number++) yield withSuffix(name, `_${number}`);
}

function withSuffix(name: string, suffix: string): string {
  const written = extname(name);
  const extension = written.length > LONGEST_EXTENSION ? '' : written;
  let stem = name.slice(0, name.length - extension.length);
  while (Buffer.byteLength(stem + suffix + extension) > LONGEST_NAME) stem = Array.from(stem).slice(0, -1).join('');
  return stem + suffix + extension;
}
