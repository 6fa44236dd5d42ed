import { homedir } from 'node:os';
import { configPath } from '../../adapters/config/environment/surroundings.js';

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
  const { environment, workingDirectory: directory } = launch;
  return configPath(launch.configPath, { environment, home: homedir(), directory });
}
