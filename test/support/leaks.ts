import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';

/** How long things that were closed may take to be gone, in milliseconds: a guard, since what is gone is seen at once. */
const PATIENCE_MS = 30_000;

/** What this process holds open and which processes stem from it. */
export interface Holdings {
  /** How many there are of each kind that keeps Node's event loop alive: `TCPServerWrap`, `Timeout`, … */
  readonly resources: ReadonlyMap<string, number>;
  /** The living descendants: what each is called, by an identity that no later process has. */
  readonly processes: ReadonlyMap<string, string>;
}

/**
 * Makes the suite in which it is called fail if, at its end, it leaves a server, a socket, a timer, a watcher, a child
 * program or a grandchild behind that was not there at its beginning. Call it first in `describe`; the suite's own `after`
 * hooks run before it looks. Children that were let go (whose parent died) are found if they lived at the end of a test.
 * Processes are seen on Linux only. What is about to close is waited for so long, in milliseconds.
 */
export function expectNoLeaks(patienceMs = PATIENCE_MS): void {
  let start: Holdings = { resources: new Map(), processes: new Map() };
  const seen = new Map<string, string>();

  before('remember what is open', async function () {
    start = await holdings();
    // Registered only now, it comes after the hooks that the suite registers itself.
    this.test?.parent?.afterAll('nothing is left behind', async function () {
      this.timeout(5 * PATIENCE_MS);
      expect(await leaksSince(start, seen, patienceMs), 'left behind by this suite').to.deep.equal([]);
    });
  });
  afterEach('remember what was started', () => {
    for (const [identity, name] of descendants()) seen.set(identity, name);
  });
}

/** What is open now. Mocha sets its own timer once a test has returned its promise: what is open is counted after that. */
export async function holdings(): Promise<Holdings> {
  await nextTurn();
  const resources = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (kind !== 'Immediate') resources.set(kind, (resources.get(kind) ?? 0) + 1);
  }
  return { resources, processes: descendants() };
}

/**
 * What is open now and was not at `before`, in words; empty once everything that is about to close has closed. `suspects`
 * are processes that were seen in between: one that still lives counts, whoever its parent is by now.
 */
export async function leaksSince(
  before: Holdings,
  suspects: ReadonlyMap<string, string> = new Map(),
  patienceMs = PATIENCE_MS,
): Promise<readonly string[]> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const leaks = difference(before, await holdings(), suspects);
    if (leaks.length === 0 || performance.now() > deadline) return leaks;
    await pause(10);
  }
}

function difference(before: Holdings, now: Holdings, suspects: ReadonlyMap<string, string>): readonly string[] {
  const resources = [...now.resources]
    .map(([kind, count]) => ({ kind, surplus: count - (before.resources.get(kind) ?? 0) }))
    .filter(({ surplus }) => surplus > 0)
    .map(({ kind, surplus }) => `${surplus} × ${kind}`);
  const alive = new Map([...suspects].filter(([identity]) => lives(identity)));
  const processes = new Map([...alive, ...now.processes]);
  return [
    ...resources,
    ...[...processes].filter(([identity]) => !before.processes.has(identity)).map(([, name]) => name),
  ];
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly identity: string;
  readonly name: string;
}

function descendants(): ReadonlyMap<string, string> {
  if (process.platform !== 'linux') return new Map();
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => processEntry(pid))
    .filter((entry) => entry !== null);
  const found = new Map<string, string>();
  const parents = new Set([process.pid]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { pid, parent, identity, name } of all) {
      if (!parents.has(parent) || parents.has(pid)) continue;
      parents.add(pid);
      found.set(identity, name);
      grew = true;
    }
  }
  return found;
}

function lives(identity: string): boolean {
  return processEntry(identity.split('@')[0] ?? '')?.identity === identity;
}

/** A process that lives (`null` for one that is gone or only waits to be reaped), from proc_pid_stat(5). */
function processEntry(pid: string): ProcessEntry | null {
  const stat = read(`/proc/${pid}/stat`);
  const afterName = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent] = afterName ?? [];
  const startedAt = afterName?.[19];
  if (state === undefined || parent === undefined || startedAt === undefined || 'ZX'.includes(state)) return null;
  return {
    pid: Number(pid),
    parent: Number(parent),
    identity: `${pid}@${startedAt}`,
    name: processName(pid),
  };
}

/** What a process is called in words: its number and its command line. Seen on Linux only. */
export function processName(pid: number | string): string {
  return `process ${pid}: ${read(`/proc/${pid}/cmdline`)?.split('\0').join(' ').trim()}`;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
