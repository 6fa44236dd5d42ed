import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isBelow, realPathOf } from './contained-path.js';
import type { Repository } from './repository.js';

/**
 * Keeps worktrees that lie inside the project out of its `git status`, by a line in the repository's own exclude file
 * (https://git-scm.com/docs/gitignore). Does nothing where they are ignored already or lie elsewhere.
 */
export async function excludeWorktrees(repository: Repository, worktreesDirectory: string): Promise<void> {
  const [top, common] = [await repository.topLevel(), await repository.commonDirectory()];
  const place = await realPathOf(worktreesDirectory);
  if (top === null || common === null || !isBelow(top, place)) return;
  const file = join(common, 'info', 'exclude');
  // Reading a pipe never ends, for git as for us.
  const state = await stat(file).catch(() => null);
  if (state?.isFile() === false) return;
  if (await repository.ignores(`${place}${sep}`)) return;
  const before = await readFile(file, 'utf8').catch(() => '');
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `${before === '' || before.endsWith('\n') ? '' : '\n'}/${pattern(relative(top, place))}/\n`);
}

function pattern(path: string): string {
  return path
    .split(sep)
    .join('/')
    .replace(/[\\*?[\]]/g, '\\$&');
}
