import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { processTable } from '../../src/adapters/engines/process/process-table.js';

/** How long the programs have to end after they were asked to, in milliseconds, and how often that is looked at. */
const PATIENCE_MS = 4_000;
const LOOK_MS = 50;

// Stays beside the demonstration, in a session of its own, and tidies up when that is gone for whatever reason: its
// standard input then ends. The lines there are the pids of programs that were started, and `-` and a pid once it ended.
const [directory = ''] = process.argv.slice(2);
const running = new Set<number>();
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

let unread = '';
for await (const chunk of process.stdin.setEncoding('utf8')) {
  unread += chunk;
  const lines = unread.split('\n');
  unread = lines.pop() ?? '';
  for (const line of lines) {
    if (line.startsWith('-')) running.delete(Number(line.slice(1)));
    else running.add(Number(line));
  }
}
// A second signal ends a program at once, and with it what its agents have running.
for (const signal of ['SIGTERM', 'SIGTERM'] as const) {
  for (const pid of running) tell(pid, signal);
  await sleep(LOOK_MS);
}
for (let waitedMs = 0; waitedMs < PATIENCE_MS && [...running].some(isThere); waitedMs += LOOK_MS) await sleep(LOOK_MS);
for (const pid of running) tell(pid, 'SIGKILL');
for (const pid of await left()) tell(pid, 'SIGKILL');
await rm(directory, { recursive: true, force: true, maxRetries: 10 });

/** Agents whose program was killed; they have its home directory. Seen on Linux; elsewhere they end by themselves. */
async function left(): Promise<readonly number[]> {
  const table = processTable();
  const entries = await table.read();
  return entries.map(({ pid }) => pid).filter((pid) => table.hasVariable(pid, `HOME=${directory}`));
}

function isThere(pid: number): boolean {
  return tell(pid, 0);
}

function tell(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
