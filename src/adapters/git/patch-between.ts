import type { ChangePatch } from '../../application/ports/engine/run-changes.js';
import type { GitProgram } from './git-program.js';
import { HARMLESS, type SnapshotObjects, type TimeLeft } from './snapshot.js';

/** What is compared: two trees, and the directory in whose words. */
export interface Compared {
  readonly directory: string;
  readonly from: string;
  readonly to: string;
  readonly leavesOut: (name: string) => boolean;
}

const MOST_PATCH_BYTES = 4_000_000;
const MOST_LIST_BYTES = 8_000_000;
/** So many names fit the command line beside everything else. */
const MOST_WITHHELD = 200;
/** No program of the repository's, no style of the user's, a renamed file as what it is now, and of submodules the commits only. */
const PLAIN = [
  ...['--no-ext-diff', '--no-textconv', '--no-renames', '--no-color', '--src-prefix=a/', '--dst-prefix=b/'],
  '--submodule=short',
];

/** The difference of two trees without what is left out; `null` if there is none, or it can't be found out. */
export async function patchBetween(
  git: GitProgram,
  { directory, from, to, leavesOut }: Compared,
  { variables, left }: Pick<SnapshotObjects, 'variables'> & { readonly left: TimeLeft },
): Promise<Omit<ChangePatch, 'large' | 'shared'> | null> {
  if (from === to) return null;
  const diff = (args: readonly string[], mostBytes: number) =>
    git.run(directory, [...HARMLESS, 'diff', '--relative', ...PLAIN, ...args], {
      variables,
      timeoutMs: left(),
      mostBytes,
    });
  const listed = await diff(['--numstat', '-z', from, to], MOST_LIST_BYTES);
  if (listed.code !== 0 || listed.cut) return null;
  const all = listed.output.split('\0').flatMap((line) => numbersIn(line) ?? []);
  const shown = all.filter(({ name }) => !leavesOut(name));
  const withheld = all.filter(({ name }) => leavesOut(name)).map(({ name }) => name);
  if (shown.length === 0 || withheld.length > MOST_WITHHELD) return null;
  const without = withheld.map((name) => `:(exclude,literal)${name}`);
  const paths = without.length === 0 ? [] : ['--', '.', ...without];
  const written = await diff(['--patch', from, to, ...paths], MOST_PATCH_BYTES);
  if (written.code !== 0) return null;
  const sum = (which: 'added' | 'removed') => shown.reduce((total, one) => total + one[which], 0);
  const counts = { files: shown.length, added: sum('added'), removed: sum('removed') };
  return { ...counts, text: `${written.output}\n`, cut: written.cut, withheld: withheld.length };
}

/** A line of `--numstat`; a binary file has dashes for numbers. */
function numbersIn(line: string) {
  const [, added, removed, name] = /^(\d+|-)\t(\d+|-)\t(.+)$/s.exec(line) ?? [];
  return name === undefined ? null : { name, added: Number(added) || 0, removed: Number(removed) || 0 };
}
