import type { EngineProblem } from '../../../domain/run/run-event.js';
import type { ProcessExit } from '../process/engine-process.js';
import type { Ending } from './process-watch.js';

/** How a run without a result ended. */
export interface EndWithoutResult {
  readonly engine: string;
  readonly exit: ProcessExit;
  /** Why we ended it; `null` if it ended by itself. */
  readonly ending: Ending | null;
  /** Whether it had written anything to standard output. */
  readonly spoke: boolean;
  readonly stderr: string;
  /** What the engine's own words on standard error mean. */
  readonly explained: EngineProblem['kind'] | null;
  readonly startUpTimeoutMs: number;
}

/** Why a run ended without a result. The message names the last lines on standard error, if there were any. */
export function exitProblem(end: EndWithoutResult): EngineProblem {
  const { kind, message } = cause(end);
  const tail = end.ending === 'stopped' ? '' : end.stderr;
  return {
    kind,
    message: tail === '' ? message : `${message}\n${tail}`,
    ...(end.exit.code === null ? {} : { exitCode: end.exit.code }),
    ...(end.exit.signal === null ? {} : { signal: end.exit.signal }),
  };
}

function cause(end: EndWithoutResult): Pick<EngineProblem, 'kind' | 'message'> {
  const { engine, exit } = end;
  if (end.ending === 'stopped') return { kind: 'interrupted', message: `${engine} was stopped.` };
  if (end.ending === 'no-first-line') {
    const seconds = Math.round(end.startUpTimeoutMs / 1000);
    const what = end.spoke ? 'nothing that could be understood' : 'nothing';
    return {
      kind: end.explained ?? 'no-output',
      message: `${engine} printed ${what} within ${seconds} s and was ended.`,
    };
  }
  if (end.ending === 'lingered') {
    return { kind: 'ended-early', message: `${engine} closed its output without a result and was ended.` };
  }
  const signal = exit.signal ?? signalOf(exit.code);
  if (signal !== null) return { kind: 'killed', message: `${engine} was killed (${signal}).` };
  if (exit.code === 0 && end.explained !== null) {
    return { kind: end.explained, message: `${engine} ended without a result.` };
  }
  if (exit.code === 0 && !end.spoke) return { kind: 'no-output', message: `${engine} ended without any output.` };
  if (exit.code === 0) return { kind: 'ended-early', message: `${engine} ended without a result.` };
  const how = `${engine} failed with exit code ${exit.code}.`;
  if (end.explained !== null) return { kind: end.explained, message: how };
  return { kind: exit.code === 126 || exit.code === 127 ? 'cannot-start' : 'ended-early', message: how };
}

/** Programs that handle a signal exit with 128 + its number. */
function signalOf(code: number | null): string | null {
  const names: Readonly<Record<number, string>> = { 129: 'SIGHUP', 130: 'SIGINT', 134: 'SIGABRT', 137: 'SIGKILL' };
  return code === 143 ? 'SIGTERM' : (names[code ?? -1] ?? null);
}
