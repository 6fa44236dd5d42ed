import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import { withHint } from '../../../domain/engine/known-error.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import { callProgram, type ProgramCall, type ProgramOutput } from '../process/program-call.js';
import type { EngineLauncher } from '../run/engine-launcher.js';

const QUICK_MS = 30_000;
const SHOWN_LINES = 5;

/** Calls an engine's program for something beside runs; half a minute unless said otherwise. */
export async function callEngine(
  launcher: EngineLauncher,
  alarm: Alarm,
  args: readonly string[],
  more: Partial<Pick<ProgramCall, 'timeoutMs' | 'heard' | 'stop'>> = {},
): Promise<Result<ProgramOutput, EngineProblem>> {
  const program = await launcher.program();
  if (program === null) return fail(launcher.notInstalled());
  const environment = launcher.toolEnvironment();
  return callProgram({ program, args, environment, timeoutMs: QUICK_MS, ...more }, alarm);
}

/** Whether the call did what it was for; what the program said last if it did not. */
export function done(
  called: Result<ProgramOutput, EngineProblem>,
  { knownErrors }: EngineManifest,
): Result<null, EngineProblem> {
  if (!called.ok) return fail(withHint(called.problem, knownErrors));
  const { exitCode, lines } = called.value;
  if (exitCode === 0) return ok(null);
  const message = lines.filter((line) => line.trim() !== '').slice(-SHOWN_LINES);
  const problem = { kind: 'other' as const, message: message.join('\n'), ...(exitCode === null ? {} : { exitCode }) };
  return fail(withHint(problem, knownErrors));
}
