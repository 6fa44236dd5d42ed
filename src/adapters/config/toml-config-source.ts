import type { ConfigSource, GoodReading, Reading } from '../../application/ports/config/config-source.js';
import type { ConfigProblem } from '../../application/values/reload/config-problem.js';
import { Secret } from '../../domain/secret.js';
import { Drafts } from './drafts.js';
import { overridden, overridesIn } from './environment/kept-overrides.js';
import type { Surroundings } from './environment/surroundings.js';
import { surveyMachine } from './file-system-advice.js';
import { inGoodTime } from './in-good-time.js';
import { interpret } from './interpret.js';
import { digestOf } from './read/digest.js';
import { maskedLine } from './read/masked-line.js';
import { NearPlaces } from './read/near-places.js';
import { Pace } from './read/pace.js';
import { type ConfigFile, decodeConfig, readConfigFile, readConfigFileNow } from './read/read-config-file.js';
import { writtenKeys } from './read/written-keys.js';
import { writtenSettings } from './read/written-settings.js';
import { lazyReading } from './report/lazy-reading.js';
import { ProblemWriter } from './report/problems.js';
import { unimplementedKeys } from './report/unimplemented-keys.js';
import { pastCrons } from './rules/past-crons.js';
import { readSecretFiles } from './secrets/read-secret-files.js';
import { secretFilePaths, secretFiles, secretVariables } from './secrets/secret-sources.js';
import { Vault } from './secrets/vault.js';
import type { SyntaxFault } from './toml/parse-toml.js';
import { PositionCache } from './toml/position-cache.js';
import type { Table } from './toml/tree.js';
import { surveyPaths } from './trigger-paths.js';
import { DtoFacts } from './widening/dto-facts.js';
import { TomlAllowances } from './widening/toml-allowances.js';

/** How long it is taken for granted which directories lie on the machine itself, in milliseconds. */
const LOOK_UP_MS = 1_500;

/** A mode under which nobody but its owner reads a file. */
const PRIVATE = 0o600;

/** A reading, and the keys that were written but have no effect yet. */
export interface Inspection {
  readonly reading: Reading;
  readonly unimplemented: readonly ConfigProblem[];
}

/** Reads `untether.toml`, the environment that overrides it, and the secrets that it names. */
export class TomlConfigSource implements ConfigSource {
  readonly #around: Surroundings;
  readonly #positions = new PositionCache();
  readonly #drafts = new Drafts();
  readonly #places = new NearPlaces();
  #lookedUpMs = Number.NEGATIVE_INFINITY;
  #secretPlaces: readonly string[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Where the secrets that the file keeps elsewhere may be, as it was read last. */
  get secretPlaces(): readonly string[] {
    return this.#secretPlaces;
  }

  async read(options: { readonly lenient: boolean }): Promise<Reading> {
    return (await this.#read(options.lenient)).reading;
  }

  async readAhead(): Promise<void> {
    const file = await this.#readFile();
    if (file.ok) await this.#drafts.of(file.text, this.#around);
  }

  async readText(text: Secret, overrides: Secret | null = null): Promise<Reading> {
    const file = decodeConfig(this.#around.file, Buffer.from(text.reveal()), PRIVATE);
    const { environment } = this.#around;
    const around = {
      ...this.#around,
      environment: overrides === null ? environment : overridden(environment, overrides),
    };
    return (await this.#interpret(file, false, around)).reading;
  }

  /** Reads as `read` does, and tells which keys have no effect yet. */
  async inspect(options: { readonly lenient: boolean }): Promise<Inspection> {
    const { reading, tree, writer } = await this.#read(options.lenient);
    return {
      reading,
      unimplemented: writer?.write(unimplementedKeys(writtenKeys(this.#around.schema.root, tree, [])), 'warning') ?? [],
    };
  }

  async #read(lenient: boolean): Promise<Outcome> {
    const outcome = await this.#interpret(await this.#readFile(), lenient);
    this.#secretPlaces = outcome.secretPlaces ?? this.#secretPlaces;
    return outcome;
  }

  /** At once where that holds nothing up; what lies near is looked up again now and then. */
  async #readFile(): Promise<ConfigFile> {
    const { file } = this.#around;
    const route = this.#places.routeNow(file);
    const found = route === null ? null : readConfigFileNow(route.file, file);
    const nowMs = performance.now();
    if (found === null || nowMs - this.#lookedUpMs > LOOK_UP_MS) {
      this.#lookedUpMs = nowMs;
      void this.#places.route(file);
    }
    return found ?? (await readConfigFile(file));
  }

  async #interpret(file: ConfigFile, lenient: boolean, around = this.#around): Promise<Outcome> {
    if (!file.ok) return refused(file.problem, file.digest);
    const written = await this.#drafts.of(file.text, around);
    if (!written.ok) {
      const digest = digestOf(file.bytes, around.environment, [], new Map());
      return refused(syntaxProblem(around, file.text, written.problem), digest);
    }

    const pace = new Pace();
    const drafted = written.value;
    const { dto, malformed, tree } = drafted;
    const secretPlaces = secretFilePaths(dto, around, malformed);
    const files = await readSecretFiles(secretFiles(dto, malformed), around);
    const digest = digestOf(file.bytes, around.environment, secretVariables(dto, malformed), files);
    await pace.rest();
    const writer = new ProblemWriter(around.file, this.#positions.in(file.text), drafted.origins);
    const vault = new Vault(around.environment, files);
    const { config, errors, warnings, out } = interpret(drafted, vault, around, lenient);
    await pace.rest();
    const past = pastCrons(dto, around.clock?.now() ?? Number.NEGATIVE_INFINITY);
    const surveys = [
      surveyMachine({ dto, malformed, vault, around, mode: file.mode }),
      config === null ? [] : surveyPaths(drafted, config, around),
    ];
    const surveyed = [...past, ...(await inGoodTime(Promise.all(surveys)))];
    if (config === null) {
      const problems = [...writer.write(errors, 'error'), ...writer.write([...warnings, ...surveyed], 'warning')];
      const blank = file.text.trim() === '' ? { blank: true as const } : {};
      return { reading: { ok: false, problems, digest, ...blank }, tree, writer, secretPlaces };
    }
    this.#drafts.keep(drafted);
    const reading: GoodReading = lazyReading({
      config,
      digest,
      text: new Secret(file.text),
      overrides: overridesIn(around.environment),
      whole: out.size === 0,
      allows: new TomlAllowances(dto, new DtoFacts(dto, vault, around), out),
      warnings: () => [...writer.write(warnings, 'warning'), ...writer.write(surveyed, 'warning')],
      settings: () => writtenSettings(dto, tree, vault, out),
    });
    return { reading, tree, writer, secretPlaces };
  }
}

interface Outcome {
  readonly reading: Reading;
  readonly tree: Table;
  /** `null` if the text could not be read. */
  readonly writer: ProblemWriter | null;
  /** `null` if the text could not be read. */
  readonly secretPlaces: readonly string[] | null;
}

function refused(problem: ConfigProblem, digest: string | null): Outcome {
  return { reading: { ok: false, problems: [problem], digest }, tree: {}, writer: null, secretPlaces: null };
}

function syntaxProblem({ file, schema }: Surroundings, text: string, fault: SyntaxFault): ConfigProblem {
  return { severity: 'error', file, key: '', ...fault, excerpt: maskedLine(text, fault, schema.root) };
}
