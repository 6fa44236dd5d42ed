import { Serial } from '../concurrency/serial.js';
import type { GoodReading } from '../ports/config/config-source.js';
import type { Journal } from '../ports/system/journal.js';
import type { LoopTurns } from '../ports/system/loop-turns.js';

/**
 * What can wait until a reading is live: wording takes longer than all the rest, and who waits for the reading should not wait
 * for the words. Everything is done, one after the other, in the order in which it came.
 */
export class AfterLive {
  readonly #loopTurns: LoopTurns;
  readonly #journal: Journal;
  readonly #line = new Serial();

  constructor(loopTurns: LoopTurns, journal: Journal) {
    this.#loopTurns = loopTurns;
    this.#journal = journal;
  }

  /** Does the work after all that came before it, once what waited meanwhile has been looked after. */
  add(work: () => void | Promise<void>): void {
    void this.#line.run(async () => {
      await this.#loopTurns.next();
      await work();
    });
  }

  /** Logs what a reading warns of. */
  warn(reading: GoodReading): void {
    this.add(() => {
      for (const warning of reading.warnings) {
        this.#journal.record({ name: 'config.warning', level: 'warn', data: { ...warning } });
      }
    });
  }

  /** Words what readings say, each in a turn of its own, for whoever compares them. */
  word(...readings: readonly GoodReading[]): void {
    for (const reading of readings) this.add(() => void reading.settings);
  }

  /** Resolves when nothing is left to do. */
  idle(): Promise<void> {
    return this.#line.idle();
  }
}
