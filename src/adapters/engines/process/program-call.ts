import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import { LineSplitter, type OutputLine } from '../lines/json-lines.js';
import { type ChildProblem, callChild } from './child-call.js';
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

/** Calls a program and waits for its end, at most as long as it may take; then its whole group is killed. */
export async function callProgram(call: ProgramCall, alarm: Alarm): Promise<Result<ProgramOutput, EngineProblem>> {
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
  const splitters = { stdout: new LineSplitter(LONGEST_READ_BYTES), stderr: new LineSplitter(LONGEST_READ_BYTES) };
  const ended = await callChild(call, alarm, (chunk, from) => splitters[from].push(chunk).forEach(hear));
  if (!ended.ok) return fail(problemOf(ended.problem, call));
  for (const splitter of [splitters.stdout, splitters.stderr]) splitter.end().forEach(hear);
  return ok({ lines, exitCode: ended.value });
}

function problemOf(problem: ChildProblem, { timeoutMs }: ProgramCall): EngineProblem {
  switch (problem.kind) {
    case 'cannot-start':
      return problem;
    case 'stopped':
      return { kind: 'interrupted', message: 'It was called off.' };
    case 'late':
      return { kind: 'no-output', message: `It did not end within ${Math.round(timeoutMs / 1000)} s.` };
  }
}
