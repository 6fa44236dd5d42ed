import type { AppConfig } from '../../../src/application/app-config.js';
import type { ConfigProblem, ConfigSource, Reading } from '../../../src/application/ports/config-source.js';

/** A configuration that a test puts in place, perhaps with entries that are wrong. */
export class FakeConfigSource implements ConfigSource {
  #config: AppConfig | null;
  #whole: readonly ConfigProblem[] = [];
  #entries: readonly ConfigProblem[] = [];
  #digest = 0;
  /** How often it was read. */
  reads = 0;

  constructor(config: AppConfig | null = null) {
    this.#config = config;
  }

  /** From now on readings give this configuration; each call counts as an edit. */
  put(config: AppConfig, badEntries: readonly ConfigProblem[] = []): void {
    this.#config = config;
    this.#entries = badEntries;
    this.#whole = [];
    this.#digest++;
  }

  /** From now on readings are refused for these reasons. */
  spoil(problems: readonly ConfigProblem[]): void {
    this.#whole = problems;
    this.#digest++;
  }

  async read({ lenient }: { readonly lenient: boolean }): Promise<Reading> {
    this.reads++;
    const digest = `${this.#digest}`;
    const problems = lenient ? this.#whole : [...this.#whole, ...this.#entries];
    if (this.#config === null) return { ok: false, problems: [missing], digest: null };
    if (problems.length > 0) return { ok: false, problems, digest };
    const warnings = this.#entries.map((problem) => ({ ...problem, severity: 'warning' as const }));
    return { ok: true, config: this.#config, warnings, digest };
  }
}

const missing: ConfigProblem = {
  severity: 'error',
  file: 'untether.toml',
  line: null,
  column: null,
  key: '',
  message: 'The configuration file does not exist.',
  mend: 'Create it.',
};
