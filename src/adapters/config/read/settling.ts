import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { Look } from './file-look.js';

/** A save in pieces is waited for this many times the longest gap between its pieces. */
const PATIENCE = 10;
/** After this part of the wait it is likely that nothing more is written. */
const LIKELY_OVER = 0.25;

/** What is done while a save settles, and then. */
export interface SettlingSteps {
  /** Nothing was written for a while; more may be. */
  readonly likelyOver: () => void;
  readonly over: () => void;
}

/** Waits until a file that is written in place has been still for long enough; each further write begins the wait anew. */
export class Settling {
  readonly #alarm: Alarm;
  readonly #clock: Clock;
  readonly #steps: SettlingSteps;
  #lastChangeMs = 0;
  #longestGapMs = 0;
  #over: Cancel | null = null;
  #likelyOver: Cancel = () => undefined;

  constructor(alarm: Alarm, clock: Clock, steps: SettlingSteps) {
    this.#alarm = alarm;
    this.#clock = clock;
    this.#steps = steps;
  }

  /** Whether a save is waited for. */
  get isOn(): boolean {
    return this.#over !== null;
  }

  /** The file was found otherwise than `before`. */
  wait(before: Look | null, now: Look, settleMs: number): void {
    const nowMs = this.#clock.monotonicMs();
    this.#longestGapMs = Math.max(this.#longestGapMs, this.#gapMs(before, now, nowMs));
    this.#lastChangeMs = nowMs;
    this.#disarm();
    const waitMs = settleMs === 0 ? 0 : Math.max(settleMs, PATIENCE * this.#longestGapMs);
    if (waitMs > 0) this.#likelyOver = this.#alarm.after(LIKELY_OVER * waitMs, this.#steps.likelyOver);
    this.#over = this.#alarm.after(waitMs, this.#steps.over);
  }

  /** The save is over; nothing is waited for. */
  end(): void {
    this.#disarm();
    this.#over = null;
    this.#longestGapMs = 0;
  }

  #disarm(): void {
    this.#over?.();
    this.#likelyOver();
  }

  /** How far two writes of one save are apart: as the file says, but never longer than it seemed to us. */
  #gapMs(before: Look | null, now: Look, nowMs: number): number {
    if (this.#over === null || before === null) return 0;
    return Math.max(0, Math.min(nowMs - this.#lastChangeMs, now.writtenMs - before.writtenMs));
  }
}
