import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { GoodFilesDirectory } from '../../adapters/good-files/good-files-directory.js';
import type { ConfigSource } from '../../application/ports/config/config-source.js';
import type { GoodFiles } from '../../application/ports/config/good-files.js';
import { type Beginning, beginConfig } from '../../application/reload/begin-config.js';
import type { AppConfig } from '../../application/values/app-config.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { configSource, stateWithoutConfig } from '../cli/config-access.js';
import { configFile, type Launch } from '../cli/launch.js';
import { unusableState } from '../cli/secure-state.js';
import { printProblems, say } from '../cli/terminal.js';
import { withEngine } from '../cli/with-engine.js';

/** The configuration that a start goes by, and what reads and keeps it from then on. */
export interface FirstConfig {
  /** Absolute. */
  readonly file: string;
  readonly beginning: Beginning;
  readonly config: AppConfig;
  readonly source: ConfigSource;
  /** Where the secrets that the file keeps elsewhere may be, as it was read last. */
  readonly secretPlaces: () => readonly string[];
  readonly goodFiles: GoodFiles;
  readonly goodCopy: GoodFiles;
}

/** Reads it; what is wrong with the file is printed, and where nothing can be begun with the problem is the exit code. */
export async function firstConfig(
  launch: Launch & { readonly engine: string | null },
  alarm: Alarm,
): Promise<Result<FirstConfig, number>> {
  const file = configFile(launch);
  const fileSource = configSource(launch);
  const source = withEngine(fileSource, launch.engine);
  let keptIn = '';
  const goodFilesIn = (directory: string) => {
    keptIn = directory;
    return new GoodFilesDirectory(join(directory, 'generations'));
  };
  const goodCopy = new GoodFilesDirectory(appliedDirectory(file), 1);
  const records = { keptIn: goodFilesIn, copy: goodCopy };
  const begun = await beginConfig(source, records, { stateOf: () => stateWithoutConfig(launch), alarm }).then(ok, fail);
  if (!begun.ok) return fail(say(unusableState(keptIn, begun.problem)));
  const { reading, refused, goodFiles } = begun.value;
  if (!reading.ok) return fail(printProblems(file, reading.problems));
  if (refused !== null) printProblems(file, refused.problems);
  const secretPlaces = () => fileSource.secretPlaces;
  return ok({ file, beginning: begun.value, config: reading.config, source, secretPlaces, goodFiles, goodCopy });
}

/** Where a copy of what was applied last is kept, apart from the state directory, whatever that is set to. */
function appliedDirectory(file: string): string {
  return join(homedir(), '.untether', 'applied', createHash('sha256').update(file).digest('hex').slice(0, 16));
}
