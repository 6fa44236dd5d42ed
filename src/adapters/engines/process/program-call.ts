import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { errorText } from '../../../domain/error-text.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import { LineSplitter, type OutputLine } from '../lines/json-lines.js';
import { withoutColours } from './stderr-ring.js';

/** A short call of a program. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Is told each line as it comes. */
  readonly heard?: (line: string) => void;
  readonly stop?: StopSignal;
}

/** What a program has said, on both of its streams, without colours. */
export interface ProgramOutput {
  readonly lines: readonly string[];
  /** `null` if a signal ended it. */
  readonly exitCode: number | null;
}

const MOST_LINES = 2_000;
const LONGEST_LINE = 4_000;
/** What is longer is not even kept until its end. */
const LONGEST_READ_BYTES = 1024 * 1024;
/** Whoever else holds the output of a program that has ended has so long to let go of it. */
const OUTPUT_HELD_MS = 1_000;

/** Calls a program and waits for its end, at most as long as it may take; then its whole group is killed. */
export async function callProgram(call: ProgramCall, alarm: Alarm): Promise<Result<ProgramOutput, EngineProblem>> {
  const started = await startProgram(call);
  return started.ok ? outputOf(started.value, call, alarm) : started;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

async function startProgram({ program, args, environment }: ProgramCall): Promise<Result<Child, EngineProblem>> {
  try {
    const child = spawn(program, args, { env: { ...environment }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) return ok(child);
    const [error] = await once(child, 'error');
    return fail({ kind: 'cannot-start', message: errorText(error) });
  } catch (error) {
    return fail({ kind: 'cannot-start', message: errorText(error) });
  }
}

function outputOf(child: Child, call: ProgramCall, alarm: Alarm): Promise<Result<ProgramOutput, EngineProblem>> {
  const { timeoutMs, stop } = call;
  const { promise, resolve } = Promise.withResolvers<Result<ProgramOutput, EngineProblem>>();
  const lines: string[] = [];
  const hear = (line: OutputLine) => {
    if (line.kind === 'too-long') return;
    // A line that is written over itself is one line each time.
    for (const part of line.text.replace(/\r$/, '').split('\r')) {
      const text = withoutColours(part).slice(0, LONGEST_LINE);
      if (lines.length < MOST_LINES) lines.push(text);
      call.heard?.(text);
    }
  };
  const splitters = [child.stdout, child.stderr].map((output) => {
    const splitter = new LineSplitter(LONGEST_READ_BYTES);
    output.on('data', (chunk: Buffer) => splitter.push(chunk).forEach(hear));
    output.on('error', () => {});
    return splitter;
  });
  const letGo = () => {
    // Whoever left the group may hold the pipes for ever.
    for (const output of [child.stdout, child.stderr]) output.destroy();
    child.unref();
  };
  const end = (problem: EngineProblem) => {
    killGroup(child.pid);
    letGo();
    resolve(fail(problem));
  };
  const stopped = () => end({ kind: 'interrupted', message: 'It was called off.' });
  const seconds = Math.round(timeoutMs / 1000);
  let disarm = alarm.after(timeoutMs, () => end({ kind: 'no-output', message: `It did not end within ${seconds} s.` }));
  stop?.addEventListener('abort', stopped, { once: true });
  child.on('error', () => {});
  child.once('exit', () => {
    disarm();
    disarm = alarm.after(OUTPUT_HELD_MS, letGo);
  });
  child.once('close', (exitCode) => {
    for (const splitter of splitters) splitter.end().forEach(hear);
    resolve(ok({ lines, exitCode }));
  });
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
