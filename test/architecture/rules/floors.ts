import { dirname } from 'node:path/posix';
import type { Codebase } from '../codebase.js';
import { edges, importRule, type Rule } from '../rule.js';

/** The folders of the application, the lowest first: each is built on those before it and knows nothing of those after it. */
export const floors: readonly string[] = [
  'values',
  'ports',
  'wording',
  'concurrency',
  'preferences',
  'hosting',
  'delivery',
  'run',
  'schedule',
  'reload',
  'health',
  'triggers',
  'chat',
  'lifecycle',
  'onboarding',
];

const FULLEST_FOLDER = 20;
const EMPTIEST_FLOOR = 4;

/** Where things lie, and which way one may look from there. */
export const floorRules: readonly Rule[] = [
  {
    name: 'every file of the application lies on a floor',
    check: (codebase) =>
      pathsOf(codebase)
        .filter((path) => path.startsWith('src/application/') && !floors.includes(floorOf(path) ?? ''))
        .map((path) => ({ path, line: 1, message: `not in one of ${floors.join(', ')}` })),
  },
  importRule('a floor of the application imports only from itself and from floors below it', ({ from, to }) => {
    const [here, there] = [floorOf(from.path), to.kind === 'source' ? floorOf(to.path) : null];
    if (here === null || there === null || floors.indexOf(there) <= floors.indexOf(here)) return null;
    return `${here} looks up to ${there}`;
  }),
  {
    name: 'no two folders import each other',
    check: (codebase) => {
      const inward = new Map<string, { readonly path: string; readonly line: number }>();
      for (const { from, use, to } of edges(codebase)) {
        if (to.kind !== 'source') continue;
        const key = `${dirname(from.path)} → ${dirname(to.path)}`;
        if (!inward.has(key)) inward.set(key, { path: from.path, line: use.line });
      }
      return [...inward].flatMap(([key, place]) => {
        const [from, to] = key.split(' → ');
        return from !== to && inward.has(`${to} → ${from}`) ? [{ ...place, message: `${from} and ${to} are one` }] : [];
      });
    },
  },
  {
    name: `no folder holds more than ${FULLEST_FOLDER} files`,
    check: (codebase) =>
      groupsOf(codebase, dirname)
        .filter(([, paths]) => paths.length > FULLEST_FOLDER)
        .map(([, paths]) => ({ path: paths[0], line: 1, message: `${paths.length} files here: find what is in them` })),
  },
  {
    name: `no floor of the application holds fewer than ${EMPTIEST_FLOOR} files`,
    check: (codebase) =>
      groupsOf(codebase, floorOf)
        .filter(([, paths]) => paths.length < EMPTIEST_FLOOR)
        .map(([, paths]) => ({ path: paths[0], line: 1, message: `${paths.length} files are no floor of their own` })),
  },
];

function pathsOf(codebase: Codebase): readonly string[] {
  return [...codebase.files.keys()];
}

/** The floor that a file of the application lies on; the file's own name for one that lies on none; `null` outside. */
function floorOf(path: string): string | null {
  return /^src\/application\/([^/]+)/.exec(path)?.[1] ?? null;
}

/** The files of the codebase by what they have in common. */
function groupsOf(
  codebase: Codebase,
  common: (path: string) => string | null,
): readonly (readonly [string, readonly [string, ...string[]]])[] {
  const groups = new Map<string, [string, ...string[]]>();
  for (const path of pathsOf(codebase)) {
    const key = common(path);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [path]);
    else group.push(path);
  }
  return [...groups];
}
