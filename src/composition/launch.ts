import { homedir } from 'node:os';
import { configPath } from '../adapters/config/surroundings.js';
import { TomlConfigSource } from '../adapters/config/toml-config-source.js';
import { SystemClock } from '../adapters/system/system-clock.js';

/** What the program is started with. */
export interface Launch {
  /** From the command line; `null` if it names no file. */
  readonly configPath: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly workingDirectory: string;
  readonly version: string;
}

/** The configuration file that is meant; absolute. */
export function configFile(launch: Launch): string {
  return configPath(launch.configPath, launch.environment, homedir(), launch.workingDirectory);
}

/** What reads that file. */
export function configSource(launch: Launch): TomlConfigSource {
  const { environment } = launch;
  return new TomlConfigSource({ file: configFile(launch), environment, home: homedir(), clock: new SystemClock() });
}
