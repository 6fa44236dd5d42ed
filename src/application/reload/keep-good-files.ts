import type { Clock } from '../../domain/ports/clock.js';
import type { GoodFiles } from '../ports/good-files.js';
import type { Journal } from '../ports/journal.js';
import { configDifference, namesOf } from './config-difference.js';
import type { AppliedReading } from './config-reloader.js';

/** So many of the things that a file changed are remembered with it. */
const MOST_CHANGES = 5;

/** Keeps the files that were put in force, one after the other; what the disk refuses is logged and no more. */
export class KeepGoodFiles {
  readonly #files: GoodFiles;
  readonly #clock: Clock;
  readonly #journal: Journal;
  #last: Promise<void> = Promise.resolve();
  #newest: string | null = null;

  constructor(files: GoodFiles, clock: Clock, journal: Journal) {
    this.#files = files;
    this.#clock = clock;
    this.#journal = journal;
  }

  /** Keeps the file of a reading that is live, unless entries of it were left out or it is the newest already. */
  keep(applied: AppliedReading): void {
    this.#last = this.#last
      .then(() => this.#keep(applied))
      .catch((cause) => this.#journal.record({ name: 'config.not-kept', level: 'warn', cause }));
  }

  /** Resolves when everything is kept that was to be. */
  idle(): Promise<void> {
    return this.#last;
  }

  async #keep({ generation, reading, before }: AppliedReading): Promise<void> {
    const { digest, text, whole } = reading;
    this.#newest ??= (await this.#files.list())[0]?.digest ?? null;
    if (!whole || digest === this.#newest) return;
    const changes = before === null ? [] : namesOf(configDifference(before.reading.settings, reading.settings));
    const file = { number: generation.number, at: this.#clock.now(), digest, changes: changes.slice(0, MOST_CHANGES) };
    await this.#files.keep(file, text);
    this.#newest = digest;
  }
}
