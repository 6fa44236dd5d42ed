import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { errorText } from '../../../domain/error-text.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';

/** A process that is waited for, in a group of its own. */
export interface ChildCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly stop?: StopSignal;
  /** Whatever it has started and left behind is killed when it ends. */
  readonly alone?: true;
}

/** Why a process did not end by itself; of `late` and `stopped` the whole group was killed. */
export type ChildProblem =
  | { readonly kind: 'cannot-start'; readonly message: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'stopped' };

/** Is told what a process prints, as it comes. */
export type OnOutput = (chunk: Buffer, from: 'stdout' | 'stderr') => void;

/** Whoever else holds the output of a program that has ended has so long to let go of it. */
const OUTPUT_HELD_MS = 1_000;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Starts a process and waits for its end; resolves with its exit code, `null` if a signal ended it. */
export async function callChild(
  call: ChildCall,
  alarm: Alarm,
  heard: OnOutput,
): Promise<Result<number | null, ChildProblem>> {
  const started = await startChild(call);
  return started.ok ? endOf(started.value, call, { alarm, heard }) : started;
}

async function startChild({ program, args, environment }: ChildCall): Promise<Result<Child, ChildProblem>> {
  try {
    const child = spawn(program, args, { env: { ...environment }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) return ok(child);
    const [error] = await once(child, 'error');
    return fail({ kind: 'cannot-start', message: errorText(error) });
  } catch (error) {
    return fail({ kind: 'cannot-start', message: errorText(error) });
  }
}

function endOf(
  child: Child,
  { timeoutMs, stop, alone }: ChildCall,
  { alarm, heard }: { readonly alarm: Alarm; readonly heard: OnOutput },
): Promise<Result<number | null, ChildProblem>> {
  const { promise, resolve } = Promise.withResolvers<Result<number | null, ChildProblem>>();
  for (const from of ['stdout', 'stderr'] as const) {
    child[from].on('data', (chunk: Buffer) => heard(chunk, from));
    child[from].on('error', () => {});
  }
  const letGo = () => {
    // Whoever left the group may hold the pipes for ever.
    for (const output of [child.stdout, child.stderr]) output.destroy();
    child.unref();
  };
  const end = (problem: ChildProblem) => {
    killGroup(child.pid);
    letGo();
    resolve(fail(problem));
  };
  const stopped = () => end({ kind: 'stopped' });
  let disarm = alarm.after(timeoutMs, () => end({ kind: 'late' }));
  stop?.addEventListener('abort', stopped, { once: true });
  child.on('error', () => {});
  child.once('exit', () => {
    if (alone === true) killGroup(child.pid);
    disarm();
    disarm = alarm.after(OUTPUT_HELD_MS, letGo);
  });
  child.once('close', (exitCode) => resolve(ok(exitCode)));
  if (stop?.aborted) stopped();
  return promise.finally(() => {
    disarm();
    stop?.removeEventListener('abort', stopped);
  });
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
