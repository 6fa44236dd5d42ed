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
  /** What it printed that is no line of its stream: on standard error, and before its first such line. */
  readonly printed: string;
  /** What it was trying to get over when it ended; `null` if nothing. */
  readonly trouble: string | null;
  /** What its own words mean. */
  readonly explained: EngineProblem['kind'] | null;
  readonly startUpTimeoutMs: number;
}

/** Why a run ended without a result. The message tells what it last struggled with and the last that it printed, if it did. */
export function exitProblem(end: EndWithoutResult): EngineProblem {
  const { kind, message } = cause(end);
  const trouble = end.trouble === null ? '' : `Before that: ${end.trouble}`;
  const tail = end.ending === 'stopped' ? '' : lastWords(end.printed);
  return {
    kind,
    message: [message, trouble, tail].filter((part) => part !== '').join('\n'),
    ...(end.exit.code === null ? {} : { exitCode: end.exit.code }),
    ...(end.exit.signal === null ? {} : { signal: end.exit.signal }),
  };
}

/** Lines, and UTF-16 units, of what a program printed last. */
const MOST_LINES = 12;
const MOST_UNITS = 600;

/** The end of what a program printed, in whole lines as far as they fit; the last one is the most telling. */
export function lastWords(printed: string): string {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const kept: string[] = [];
  let room = MOST_UNITS;
  for (const line of lines.slice(-MOST_LINES).reverse()) {
    if (kept.length > 0 && line.length > room) break;
    kept.push(line.slice(0, MOST_UNITS));
    room -= line.length + 1;
  }
  return kept.reverse().join('\n');
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
