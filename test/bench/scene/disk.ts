import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const COUNT = 300;

/** How many times a second the disk under a directory confirms that a byte is on it. */
export function fsyncsPerSecond(directory: string): number {
  const file = openSync(join(directory, 'fsync'), 'w');
  const began = performance.now();
  for (let n = 0; n < COUNT; n++) {
    writeSync(file, 'x');
    fsyncSync(file);
  }
  const seconds = (performance.now() - began) / 1_000;
  closeSync(file);
  return COUNT / seconds;
}
