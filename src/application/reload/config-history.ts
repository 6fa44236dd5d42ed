import type { Clock } from '../../domain/ports/clock.js';
import type { GoodReading } from '../ports/config/config-source.js';
import type { GoodFiles } from '../ports/config/good-files.js';
import type { Journal } from '../ports/system/journal.js';
import type { LoopTurns } from '../ports/system/loop-turns.js';
import { configDifference, namesOf } from '../wording/reload/config-difference.js';
import type { AppliedReading } from './config-reloader.js';

/** So many of the things that a file changed are remembered with it. */
const MOST_CHANGES = 5;

/** Of edits that come faster than the disk only the latest wait; the twenty that are kept are the latest anyway. */
const MOST_WAITING = 20;

/** What the history is built on. */
export interface ConfigHistoryTools {
  readonly places: readonly GoodFiles[];
  readonly clock: Clock;
  readonly journal: Journal;
  readonly loopTurns: LoopTurns;
}

/** Keeps the files that were put in force, one after the other, in each of the places; what the disk refuses is logged and no more. */
export class ConfigHistory {
  readonly #places: readonly GoodFiles[];
  /** The digest of the newest in each place, once it is known. */
  readonly #newest = new Map<GoodFiles, string | null>();
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #loopTurns: LoopTurns;
  /** Oldest first. */
  readonly #waiting: AppliedReading[] = [];
  #working: Promise<void> | null = null;

  constructor({ places, clock, journal, loopTurns }: ConfigHistoryTools) {
    this.#places = places;
    this.#clock = clock;
    this.#journal = journal;
    this.#loopTurns = loopTurns;
  }

  /** Keeps the file of a reading that is live, unless entries of it were left out or it is the newest already. */
  keep(applied: AppliedReading): void {
    this.#waiting.push(applied);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#working ??= this.#work();
  }

  /** Resolves when everything is kept that was to be. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      for (const place of this.#places) {
        await this.#loopTurns.next();
        await this.#keep(next, place).catch((cause) => {
          this.#journal.record({ name: 'config.not-kept', level: 'warn', cause });
        });
      }
    }
    this.#working = null;
  }

  /** To word what a long file says takes long, so it is done in turns. */
  async #changes(before: GoodReading, now: GoodReading): Promise<readonly string[]> {
    const { settings } = before;
    await this.#loopTurns.next();
    return namesOf(configDifference(settings, now.settings));
  }

  async #keep({ generation, reading, before }: AppliedReading, place: GoodFiles): Promise<void> {
    const { digest, text, overrides, whole } = reading;
    const newest = this.#newest.get(place) ?? (await place.list())[0]?.digest ?? null;
    this.#newest.set(place, newest);
    if (!whole || digest === newest) return;
    const changes = before === null ? [] : await this.#changes(before.reading, reading);
    const file = { number: generation.number, at: this.#clock.now(), digest, changes: changes.slice(0, MOST_CHANGES) };
    await place.keep(file, { text, overrides });
    this.#newest.set(place, digest);
  }
}
