import { lstat, readlink, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { ToolTarget } from '../../../domain/run/agent-request.js';
import type { RunEvent } from '../../../domain/run/run-event.js';

/** So many links in a row lead nowhere. */
const MOST_LINKS = 40;

/** What no system takes as a path: `PATH_MAX` of Linux, in bytes (limits.h(0P)). */
const LONGEST_PATH = 4_096;

/** The events, in which a request to change a file says where that file really is at the moment. */
export async function withRealTargets(events: readonly RunEvent[], directory: string): Promise<readonly RunEvent[]> {
  if (!events.some(({ kind }) => kind === 'asked')) return events;
  return Promise.all(
    events.map(async (event) => {
      if (event.kind !== 'asked' || event.request.kind !== 'tool' || event.request.target === null) return event;
      return { ...event, request: { ...event.request, target: await realTarget(event.request.target, directory) } };
    }),
  );
}

/** Programs take `..` as a word or follow the disk; where that makes a difference, the file counts as being elsewhere. */
async function realTarget({ path, real: named }: ToolTarget, directory: string): Promise<ToolTarget> {
  if (Math.max(path.length, named.length) > LONGEST_PATH) return { path, real: named, within: null };
  const [real, asNamed, root] = [await realPathOf(path), await realPathOf(named), await realPathOf(directory)];
  if (asNamed !== real) return { path, real: asNamed, within: null };
  const within = relative(root, real);
  const inside = within !== '' && within !== '..' && !within.startsWith(`..${sep}`);
  // Whoever reaches the run's directory by a link means what is in it.
  const same = inside && join(directory, within) === path;
  return { path, real: same ? path : real, within: inside ? within : null };
}

/**
 * Where a path leads to, also where nothing is there yet: what doesn't exist is taken as it stands. Looked for from the root
 * on, and only as far as something is there, since a path that an agent makes up can be of any length.
 */
async function realPathOf(path: string): Promise<string> {
  const found = await realpath(path).catch(() => null);
  if (found !== null) return found;
  const names = namesIn(path);
  let at: string = sep;
  let links = 0;
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const next = join(at, name);
    const entry = await lstat(next).catch(() => null);
    if (entry === null) return join(await realpath(at).catch(() => at), name, names.reverse().join(sep));
    const target = entry.isSymbolicLink() && links++ < MOST_LINKS ? await readlink(next).catch(() => null) : null;
    if (target === null) at = next;
    else {
      if (isAbsolute(target)) at = sep;
      names.push(...namesIn(target));
    }
  }
  return at;
}

/** The names in a path, the first one last. */
function namesIn(path: string): string[] {
  return path
    .split(sep)
    .filter((name) => name !== '' && name !== '.')
    .reverse();
}
