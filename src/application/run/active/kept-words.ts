import type { RunId } from '../../../domain/ids.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { SILENT, type Spoken, saidBeforeCut } from '../../../domain/run/spoken.js';
import type { RunStore } from '../../ports/store/run-store.js';

/** However much an agent says, the disk is asked no more often. */
const BETWEEN_WRITES_MS = 5_000;
/** How much of it is kept, in UTF-16 units; the latest counts. */
const MOST_UNITS = 16_000;

/** Keeps on disk what a run's agent says, so that it can be told if we die: the first words at once, then the newest state now and then. */
export class KeptWords {
  readonly #run: RunId;
  readonly #book: Pick<RunStore, 'keepSaid'>;
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  readonly #noted: (writing: Promise<void>) => void;
  #spoken: Spoken = SILENT;
  #keptMs = Number.NEGATIVE_INFINITY;
  #next: Cancel | null = null;

  /** `noted` is given each write, which may fail. */
  constructor(
    run: RunId,
    tools: { readonly book: Pick<RunStore, 'keepSaid'>; readonly clock: Clock; readonly alarm: Alarm },
    noted: (writing: Promise<void>) => void,
  ) {
    this.#run = run;
    this.#book = tools.book;
    this.#clock = tools.clock;
    this.#alarm = tools.alarm;
    this.#noted = noted;
  }

  /** So much was said by now. */
  follow(spoken: Spoken): void {
    if (spoken === this.#spoken) return;
    this.#spoken = spoken;
    if (this.#next !== null) return;
    const waitMs = this.#keptMs + BETWEEN_WRITES_MS - this.#clock.monotonicMs();
    if (waitMs <= 0) this.#keep();
    else {
      this.#next = this.#alarm.after(waitMs, () => {
        this.#next = null;
        this.#keep();
      });
    }
  }

  /** The run is over: whoever tells of it knows all that was said. */
  stop(): void {
    this.#next?.();
    this.#next = null;
  }

  #keep(): void {
    const texts = saidBeforeCut(this.#spoken, MOST_UNITS);
    if (texts.length === 0) return;
    this.#keptMs = this.#clock.monotonicMs();
    this.#noted(this.#book.keepSaid(this.#run, texts));
  }
}
