import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Alarm } from '../../domain/ports/alarm.js';

/** How a process sees itself. */
export interface OwnMemory {
  /** What the system counts as ours. */
  residentBytes(): number;
  /** The part of the time, 0 to 1, in which the event loop was busy since this was asked last. */
  busy(): number;
  /** Collects all garbage and gives the system back what is free then; nothing else is done meanwhile. */
  collect(): void;
}

/** How often is looked, in milliseconds. */
const LOOK_MS = 15_000;
/** The same until the first quiet moment: a start has just needed more than the program will need for a long time. */
const FIRST_LOOKS_MS = 1_000;
/** Less than this is not worth a pause of some 50 ms. */
const LEAST_BYTES = 24_000_000;
/** A program that is busier than this has nothing to spare, or somebody waits for it. */
const MOST_BUSY = 0.05;

/** Gives memory back that a start, a burst of reloads or of posts had needed, once the program has been quiet for a while. */
export class SpareMemory {
  readonly #alarm: Alarm;
  readonly #own: OwnMemory;
  #leastBytes = 0;

  constructor(alarm: Alarm, own: OwnMemory = processMemory()) {
    this.#alarm = alarm;
    this.#own = own;
  }

  /** Looks from now on, for as long as the alarm rings. */
  watch(): void {
    this.#own.busy();
    this.#again();
  }

  #again(): void {
    this.#alarm.after(this.#leastBytes === 0 ? FIRST_LOOKS_MS : LOOK_MS, () => {
      this.#look();
      this.#again();
    });
  }

  #look(): void {
    const isQuiet = this.#own.busy() <= MOST_BUSY;
    if (!isQuiet || this.#own.residentBytes() < this.#leastBytes + LEAST_BYTES) return;
    this.#own.collect();
    this.#leastBytes = this.#own.residentBytes();
  }
}

/** This process. V8 shrinks the space of new objects, which grows to over 100 MB, only when memory seems to run out. */
export function processMemory(): OwnMemory {
  let before = performance.eventLoopUtilization();
  return {
    residentBytes: () => process.memoryUsage.rss(),
    busy: () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    collect: () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as (options: object) => void;
      setFlagsFromString('--no-expose-gc');
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    },
  };
}
