import type { ConfigSource, Reading } from '../../../src/application/ports/config/config-source.js';
import type { AppConfig } from '../../../src/application/values/app-config.js';
import type { ConfigProblem } from '../../../src/application/values/reload/config-problem.js';
import { Secret } from '../../../src/domain/secret.js';
import { settingsOf } from '../builders/settings-of.js';
import { FakeAllowances } from './fake-allowances.js';
import { FakeConfigText } from './fake-config-text.js';

const NO_OVERRIDES = new Secret('[]');

interface Meaning {
  readonly config: AppConfig | null;
  /** What keeps it from being read at all. */
  readonly whole: readonly ConfigProblem[];
  readonly entries: readonly ConfigProblem[];
  readonly blank?: true;
}

/** A configuration that a test puts in place, perhaps with entries that are wrong. */
export class FakeConfigSource implements ConfigSource {
  readonly #file: FakeConfigText;
  readonly #meanings = new Map<string, Meaning>();
  #latest: Meaning = { config: null, whole: [], entries: [] };
  #edits = 0;
  /** How often it was read. */
  reads = 0;
  /** What every reading warns of. */
  warns: readonly ConfigProblem[] = [];
  /** Told when a part of a reading is worded that may be worded late. */
  worded: (part: 'warnings' | 'settings') => void = () => undefined;

  /** The file holds a text for each configuration that is put in place. */
  constructor(config: AppConfig | null = null, file = new FakeConfigText()) {
    this.#file = file;
    if (config !== null) this.put(config);
  }

  /** Puts a configuration in place, but for a text that a test has put there itself; that means it then. */
  begin(config: AppConfig): void {
    const { text } = this.#file;
    if (text === null || this.#meanings.has(text)) this.put(config);
    else this.#latest = { config, whole: [], entries: [] };
  }

  /** From now on readings give this configuration; each call counts as an edit. */
  put(config: AppConfig, badEntries: readonly ConfigProblem[] = []): void {
    this.#write({ config, whole: [], entries: badEntries });
  }

  /** From now on readings are refused for these reasons. */
  spoil(problems: readonly ConfigProblem[]): void {
    this.#write({ ...this.#latest, whole: problems });
  }

  /** From now on the file is empty, which can't be right. */
  empty(problems: readonly ConfigProblem[]): void {
    this.#write({ ...this.#latest, whole: problems, blank: true });
  }

  /** From now on there is no file. */
  remove(): void {
    this.#latest = { ...this.#latest, config: null };
    this.#file.text = null;
  }

  async read({ lenient }: { readonly lenient: boolean }): Promise<Reading> {
    this.reads++;
    const { text } = this.#file;
    const isMissing = text === null && this.#latest.config === null;
    return isMissing ? { ok: false, problems: [missing], digest: null } : this.#readingOf(text ?? '', lenient);
  }

  async readAhead(): Promise<void> {}

  async readText(text: Secret): Promise<Reading> {
    return this.#readingOf(text.reveal(), false);
  }

  #write(meaning: Meaning): void {
    const text = `# edit ${++this.#edits}\n`;
    this.#meanings.set(text, meaning);
    this.#latest = meaning;
    this.#file.text = text;
  }

  #readingOf(text: string, lenient: boolean): Reading {
    const { config, whole, entries, blank } = this.#meanings.get(text) ?? this.#latest;
    const digest = `digest of ${text}`;
    const problems = lenient ? whole : [...whole, ...entries];
    if (config === null || problems.length > 0) return { ok: false, problems, digest, ...(blank && { blank }) };
    const warnings = [...this.warns, ...entries.map((problem) => ({ ...problem, severity: 'warning' as const }))];
    const settings = settingsOf(config);
    const allows = new FakeAllowances(config);
    const worded = (part: 'warnings' | 'settings') => this.worded(part);
    return {
      ok: true,
      config,
      get warnings() {
        worded('warnings');
        return warnings;
      },
      get settings() {
        worded('settings');
        return settings;
      },
      allows,
      overrides: NO_OVERRIDES,
      text: new Secret(text),
      whole: entries.length === 0,
      digest,
    };
  }
}

const missing: ConfigProblem = {
  severity: 'error',
  file: 'untether.toml',
  line: null,
  column: null,
  key: '',
  message: 'The configuration file does not exist.',
  hint: 'Create it.',
};
