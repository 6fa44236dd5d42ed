import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ToolTarget } from '../../domain/run/agent-request.js';
import type { RunEvent } from '../../domain/run/run-event.js';

/** So many links in a row lead nowhere. */
const MOST_LINKS = 40;

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
  const [real, asNamed, root] = [await realPathOf(path), await realPathOf(named), await realPathOf(directory)];
  if (asNamed !== real) return { path, real: asNamed, within: null };
  const within = relative(root, real);
  const inside = within !== '' && within !== '..' && !within.startsWith(`..${sep}`);
  // Whoever reaches the run's directory by a link means what is in it.
  const same = inside && join(directory, within) === path;
  return { path, real: same ? path : real, within: inside ? within : null };
}

/** Where a path leads to, also where nothing is there yet: what doesn't exist is taken as it stands. */
async function realPathOf(path: string, links = 0): Promise<string> {
  const found = await realpath(path).catch(() => null);
  if (found !== null || path === dirname(path)) return found ?? path;
  const target = links < MOST_LINKS ? await readlink(path).catch(() => null) : null;
  if (target !== null) return realPathOf(resolve(await realPathOf(dirname(path), links), target), links + 1);
  return join(await realPathOf(dirname(path), links), basename(path));
}
