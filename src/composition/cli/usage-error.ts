import { CommanderError } from 'commander';
import { nearest } from '../../adapters/config/faults/nearest.js';

/** The exit code of a command line that was not understood. */
export const USAGE_EXIT = 2;

/** What a command line offers at the top: its commands and engines, and the words that are options. */
export interface Offered {
  readonly commands: readonly string[];
  readonly engines: readonly string[];
  /** Long names, without the dashes. */
  readonly options: readonly string[];
}

/** The word that is no command and no engine, in a sentence that says what may have been meant. */
export function unknownWord(word: string, { commands, engines, options }: Offered): string {
  const said = `untether: no command ${quoted(word)}`;
  if (options.includes(word)) return `${said}; did you mean --${word}?`;
  const meant = nearest(word, [...commands, ...engines, 'help']);
  if (meant !== null) return `${said}; did you mean ${meant}?`;
  return `${said}; untether --help lists the commands`;
}

/** The word after `--engine` that is none, in a sentence that says which there are. */
export function unknownEngine(word: string, engines: readonly string[]): string {
  const meant = nearest(word, engines);
  const hint = meant === null ? `there are ${engines.join(', ')}` : `did you mean ${meant}?`;
  return `untether: no engine ${quoted(word)}; ${hint}`;
}

/** Two engines on one command line, in a sentence. */
export function conflictingEngines(word: string, option: string): string {
  return `untether: two engines are named, ${word} and --engine ${option}; keep one of them`;
}

/** The exit code for what commander threw: nothing is wrong with asking for help or the version. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof CommanderError)) throw error;
  return error.exitCode === 0 ? 0 : USAGE_EXIT;
}

function quoted(word: string): string {
  return `'${word.replace(/\p{C}/gu, '?').slice(0, 60)}'`;
}
