import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { FileProblem, FileRules } from '../../../application/ports/system/file-vault.js';
import type { CronCalendar } from '../../../domain/cron/cron-calendar.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { ConfigSchema } from '../schema/config-schema.js';
import type { Environment } from './overrides.js';

/** Where a configuration is read: everything outside the file that gives its words a meaning. */
export interface Surroundings {
  /** Absolute path of the configuration file as it was given, symbolic links not followed. */
  readonly file: string;
  readonly environment: Environment;
  /** What the file may say. */
  readonly schema: ConfigSchema;
  /** The words that a slash makes a command in a chat; without them none hides a project. */
  readonly commandNames?: readonly string[];
  /** The home directory that `~` stands for. */
  readonly home: string;
  /** Tells what is past; without one nothing is. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Judges schedules; without one whatever is well formed is taken. */
  readonly schedules?: Pick<CronCalendar, 'judge'>;
  /** The absolute path of a program that engines name, `null` if there is none; without it none is missed. */
  readonly findProgram?: (command: string) => Promise<string | null>;
  /** Judges the paths of files that triggers name, as what reads and writes them does; without it none is. */
  readonly files?: FileJudge;
}

/** Where the file is, and what the paths in it begin with. */
export type FilePlace = Pick<Surroundings, 'file' | 'environment' | 'home'>;

/** Says why a file can't be used; `null` if it can. Paths are absolute or begin with `~/`; text alone gives `relative` too. */
export interface FileJudge {
  /** For ever, whatever is on the disk. */
  byText(path: string, use: 'read' | 'write'): FileProblem | null;
  /** As the disk is now. */
  onDisk(path: string, use: 'read' | 'write', rules: FileRules): Promise<FileProblem | null>;
}

/** What says which file is meant where no argument does, and where relative paths begin. */
export interface Whereabouts extends Pick<Surroundings, 'environment' | 'home'> {
  readonly directory: string;
}

/** The configuration file that is meant: the argument, else `UNTETHER_CONFIG_PATH`, else the one in the home directory. */
export function configPath(argument: string | null, { environment, home, directory }: Whereabouts): string {
  const named = argument ?? (environment['UNTETHER_CONFIG_PATH'] || null) ?? join(home, '.untether', 'untether.toml');
  return resolve(directory, withHome(named, home));
}

/** A path of the configuration as an absolute one; relative paths begin at the file's directory. */
export function absolute(path: string, around: FilePlace): string {
  return resolve(dirname(around.file), withHome(path, around.home));
}

/** Where state is kept: `UNTETHER_STATE_DIR`, else the key `state_dir`, else systemd's directory, else beside the file. */
export function stateDirectory(key: string | null, around: FilePlace): string {
  const fromSystemd = (around.environment['STATE_DIRECTORY'] ?? '').split(':').find((path) => isAbsolute(path));
  return absolute((around.environment['UNTETHER_STATE_DIR'] || null) ?? key ?? fromSystemd ?? 'state', around);
}

/** The path with a leading `~` replaced by the home directory. */
export function withHome(path: string, home: string): string {
  if (path === '~') return home;
  return path.startsWith('~/') ? join(home, path.slice(2)) : path;
}
