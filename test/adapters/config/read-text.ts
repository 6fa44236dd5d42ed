import { draft } from '../../../src/adapters/config/draft.js';
import type { Environment } from '../../../src/adapters/config/environment/overrides.js';
import { interpret } from '../../../src/adapters/config/interpret.js';
import { ProblemWriter } from '../../../src/adapters/config/report/problems.js';
import { Vault } from '../../../src/adapters/config/secrets/vault.js';
import { parseToml } from '../../../src/adapters/config/toml/parse-toml.js';
import { PositionCache } from '../../../src/adapters/config/toml/position-cache.js';
import type { AppConfig } from '../../../src/application/values/app-config.js';
import type { ConfigProblem } from '../../../src/application/values/reload/config-problem.js';
import { COMMAND_NAMES } from '../../../src/composition/modules/commands.module.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';

/** The least that a configuration must say; further keys of `[transports.telegram]` can follow. */
export const LEAST = '[transports.telegram]\nbot_token = "1:token"\nchat_id = 5\nallowed_user_ids = [1]\n';

interface Read {
  readonly config: AppConfig | null;
  readonly errors: readonly ConfigProblem[];
  readonly warnings: readonly ConfigProblem[];
}

/** Reads a text without touching the disk. */
export function readText(text: string, environment: Environment = {}, lenient = false): Read {
  const document = parseToml(text);
  if (!document.ok) throw new Error(`not TOML: ${document.problem.message}`);
  const drafted = draft(document.value, environment, CONFIG_SCHEMA);
  const writer = new ProblemWriter('/etc/u/untether.toml', new PositionCache().in(text), drafted.origins);
  const around = {
    file: '/etc/u/untether.toml',
    environment,
    home: '/home/someone',
    schema: CONFIG_SCHEMA,
    commandNames: COMMAND_NAMES,
  };
  const { config, errors, warnings } = interpret(drafted, new Vault(environment, new Map()), around, lenient);
  return { config, errors: writer.write(errors, 'error'), warnings: writer.write(warnings, 'warning') };
}

/** The configuration that a text gives; fails with the problems if it gives none. */
export function configOf(text: string, environment: Environment = {}): AppConfig {
  const { config, errors } = readText(text, environment);
  if (config === null) throw new Error(JSON.stringify(errors, null, 2));
  return config;
}

/** The keys that errors are about, in the order of the file. */
export function errorKeys(text: string, environment: Environment = {}): readonly string[] {
  return readText(text, environment).errors.map((problem) => problem.key);
}
