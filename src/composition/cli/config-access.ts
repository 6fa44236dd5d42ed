import { homedir } from 'node:os';
import { TomlConfigEditor } from '../../adapters/config/edit/toml-config-editor.js';
import { stateDirectoryOf } from '../../adapters/config/environment/state-directory-of.js';
import type { Surroundings } from '../../adapters/config/environment/surroundings.js';
import { TomlConfigSource } from '../../adapters/config/toml-config-source.js';
import { IntlCronCalendar } from '../../adapters/cron/intl-cron-calendar.js';
import { findProgram } from '../../adapters/engines/process/program-path.js';
import { deniedNames, judgePathOnDisk, judgePathText } from '../../adapters/files/judge-path.js';
import { SystemClock } from '../../adapters/system/system-clock.js';
import { Secret } from '../../domain/secret.js';
import { COMMAND_NAMES } from '../modules/commands.module.js';
import { CONFIG_SCHEMA, GUARDED_NAMES } from '../wiring/config-schema.js';
import { configFile, type Launch } from './launch.js';

/** What reads the configuration file that is meant. */
export function configSource(launch: Launch): TomlConfigSource {
  return new TomlConfigSource(surroundings(launch));
}

/** Where the state is if that file can't be used. */
export function stateWithoutConfig(launch: Launch): Promise<string> {
  return stateDirectoryOf(surroundings(launch));
}

function surroundings(launch: Launch): Surroundings {
  const { environment } = launch;
  const denied = { read: deniedNames('read', GUARDED_NAMES), write: deniedNames('write', GUARDED_NAMES) };
  return {
    file: configFile(launch),
    environment,
    schema: CONFIG_SCHEMA,
    commandNames: COMMAND_NAMES,
    home: homedir(),
    clock: new SystemClock(),
    schedules: new IntlCronCalendar(),
    findProgram: (command) => findProgram(command, environment['PATH'] ?? ''),
    files: {
      byText: (path, use) => judgePathText(path, denied[use]),
      onDisk: judgePathOnDisk,
    },
  };
}

/** What edits its text. */
export function configEditor(launch: Launch): TomlConfigEditor {
  const source = configSource(launch);
  return new TomlConfigEditor((text) => source.readText(new Secret(text)), launch.environment, CONFIG_SCHEMA);
}
