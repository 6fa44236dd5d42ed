import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** How often it swaps before it looks whether it is to end. */
const ROUND = 50;

const [root = '', outside = ''] = process.argv.slice(2);
const [sub, aside, link] = [join(root, 'sub'), join(root, 'aside'), join(root, 'link')];

/** Exchanges the directory for a link to the outside and back, as fast as it goes, until standard input ends. */
function swap(): void {
  for (let round = 0; round < ROUND; round++) {
    symlinkSync(outside, link);
    renameSync(sub, aside);
    put(link);
    put(aside);
  }
}

/** Gives it the name that writers use, also if one of them has made a directory of that name meanwhile. */
function put(next: string): void {
  for (;;) {
    try {
      rmSync(sub, { recursive: true, force: true });
      renameSync(next, sub);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
}

let over = false;
process.stdin.resume().once('end', () => {
  over = true;
});
process.stdout.write('swapping\n');
for (;;) {
  swap();
  await new Promise((resolve) => void setImmediate(resolve));
  if (over) break;
}
process.exit(0);
