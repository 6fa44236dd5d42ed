import type { ConfigProblem, ConfigSource, Reading } from '../../application/ports/config-source.js';
import { digestOf } from './digest.js';
import { draft } from './draft.js';
import { surveyFile, surveyProjects } from './file-system-advice.js';
import { interpret } from './interpret.js';
import { ProblemWriter } from './problems.js';
import { readConfigFile } from './read-config-file.js';
import { readSecretFiles } from './secrets/read-secret-files.js';
import { secretFiles, secretVariables } from './secrets/secret-sources.js';
import { Vault } from './secrets/vault.js';
import type { Surroundings } from './surroundings.js';
import { parseToml } from './toml/parse-toml.js';

/** A reading, and the keys that were written but have no effect yet. */
export interface Inspection {
  readonly reading: Reading;
  readonly idle: readonly ConfigProblem[];
}

/** Reads `untether.toml`, the environment that overrides it, and the secrets that it names. */
export class TomlConfigSource implements ConfigSource {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async read(options: { readonly lenient: boolean }): Promise<Reading> {
    return (await this.inspect(options)).reading;
  }

  /** Reads as `read` does, and tells which keys have no effect yet. */
  async inspect({ lenient }: { readonly lenient: boolean }): Promise<Inspection> {
    const around = this.#around;
    const file = await readConfigFile(around.file);
    if (!file.ok) return refused([file.problem], file.digest);

    const document = parseToml(file.text);
    if (!document.ok) {
      const { message, line, column } = document.problem;
      const mend = 'Correct this line; text belongs in quotes, and no key may be there twice.';
      const problem: ConfigProblem = { severity: 'error', file: around.file, line, column, key: '', message, mend };
      return refused([problem], digestOf(file.bytes, around.environment, [], new Map()));
    }

    const drafted = draft(document.value, around.environment);
    const files = await readSecretFiles(secretFiles(drafted.dto, drafted.malformed), around);
    const vault = new Vault(around.environment, files);
    const variables = secretVariables(drafted.dto, drafted.malformed);
    const digest = digestOf(file.bytes, around.environment, variables, files);
    const writer = new ProblemWriter(around.file, file.text, drafted.origins);
    const { config, errors, warnings, idle } = interpret(drafted, vault, around, writer, lenient);
    if (config === null) return { reading: { ok: false, problems: [...errors, ...warnings], digest }, idle };

    const surveyed = writer.write(
      [...surveyFile(file.mode, drafted.dto), ...(await surveyProjects(config))],
      'warning',
    );
    return { reading: { ok: true, config, warnings: [...warnings, ...surveyed], digest }, idle };
  }
}

function refused(problems: readonly ConfigProblem[], digest: string | null): Inspection {
  return { reading: { ok: false, problems, digest }, idle: [] };
}
