import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { KeptFinals } from '../delivery/kept-finals.js';
import type { RunChanges } from '../ports/engine/run-changes.js';
import type { FinishedWork } from '../ports/store/finished-work.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';

/** How long after the start, and after the end of each round, the next round begins. */
const ROUND_MS = { first: 60_000, next: 3_600_000 };
/** What other work has to itself between two slices. */
const PAUSE_MS = 20;

/** What finished work is forgotten with. */
export interface ForgetOldWorkTools {
  readonly finishedWork: FinishedWork;
  readonly keptFinals: Pick<KeptFinals, 'forgetOld'>;
  readonly changes: Pick<RunChanges, 'forget'>;
  readonly generations: Generations;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** Forgets, about every hour, what was over for longer than the configuration in force wants it remembered. */
export class ForgetOldWork {
  readonly #finished: FinishedWork;
  readonly #kept: Pick<KeptFinals, 'forgetOld'>;
  readonly #changes: Pick<RunChanges, 'forget'>;
  readonly #generations: Generations;
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  readonly #journal: Journal;
  #disarm: Cancel = () => undefined;
  #stopped = false;

  constructor({ finishedWork, keptFinals, changes, generations, clock, alarm, journal }: ForgetOldWorkTools) {
    this.#finished = finishedWork;
    this.#kept = keptFinals;
    this.#changes = changes;
    this.#generations = generations;
    this.#clock = clock;
    this.#alarm = alarm;
    this.#journal = journal;
  }

  /** Begins the rounds; only to be called once a configuration is in force. */
  start(): void {
    this.#again(ROUND_MS.first);
  }

  /** Ends them, also in the middle of one. */
  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  #again(afterMs: number): void {
    if (!this.#stopped) this.#disarm = this.#alarm.after(afterMs, () => void this.#slice());
  }

  async #slice(): Promise<void> {
    const { keepMs } = this.#generations.current().config.history;
    let more = false;
    try {
      more = await this.#finished.forgetSome(this.#clock.now() - keepMs);
      if (!more) {
        await this.#changes.forget(this.#clock.now() - keepMs);
        await this.#kept.forgetOld();
      }
    } catch (cause) {
      if (!this.#stopped) this.#journal.record({ name: 'history.forget-failed', level: 'warn', cause });
    }
    this.#again(more ? PAUSE_MS : ROUND_MS.next);
  }
}
