import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { EngineProblem } from '../../domain/run/run-event.js';
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

/** Calls a program and waits for its end, at most as long as it may take; then its whole group is killed. */
export function callProgram(call: ProgramCall, alarm: Alarm): Promise<Result<ProgramOutput, EngineProblem>> {
  const { program, args, environment, timeoutMs, stop } = call;
  const { promise, resolve } = Promise.withResolvers<Result<ProgramOutput, EngineProblem>>();
  const child = spawn(program, args, { env: { ...environment }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const hear = (text: string) => {
    const line = withoutColours(text).slice(0, LONGEST_LINE);
    if (lines.length < MOST_LINES) lines.push(line);
    call.heard?.(line);
  };
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', hear);
  const end = (problem: EngineProblem) => {
    if (child.pid !== undefined) killGroup(child.pid);
    // Whoever left the group may hold the pipes for ever.
    for (const output of [child.stdout, child.stderr]) output.destroy();
    child.unref();
    resolve(fail(problem));
  };
  const stopped = () => end({ kind: 'interrupted', message: 'It was called off.' });
  const seconds = Math.round(timeoutMs / 1000);
  const disarm = alarm.after(timeoutMs, () =>
    end({ kind: 'no-output', message: `It did not end within ${seconds} s.` }),
  );
  stop?.addEventListener('abort', stopped, { once: true });
  child.once('error', (error) => resolve(fail({ kind: 'cannot-start', message: error.message })));
  child.once('close', (exitCode) => resolve(ok({ lines, exitCode })));
  if (stop?.aborted) stopped();
  return promise.finally(() => {
    disarm();
    stop?.removeEventListener('abort', stopped);
  });
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
