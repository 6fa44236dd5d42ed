import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import { type Due, DueHeap } from './due-heap.js';

/** The longest that a set or slept-over wall clock goes unnoticed. */
const RECHECK_MS = 30_000;

/** The longest delay that `setTimeout` takes; a longer one would ring at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Ring extends Due {
  readonly ring: () => void;
}

/**
 * Any number of alarms over one timer. Rings never come early by the clock that they were set by; those of `at` come at
 * most 30 s late when the wall clock was moved. A set alarm keeps the process alive until `close`.
 */
export class SystemAlarm implements Alarm {
  readonly #clock: Clock;
  readonly #byWallClock = new DueHeap<Ring>();
  readonly #byRunningTime = new DueHeap<Ring>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #timerEnds = 0;
  #nextOrder = 0;
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  at(instant: Instant, ring: () => void): Cancel {
    return this.#set(this.#byWallClock, instant, ring);
  }

  after(delayMs: number, ring: () => void): Cancel {
    return this.#set(this.#byRunningTime, this.#clock.monotonicMs() + delayMs, ring);
  }

  /** Forgets every alarm, so that nothing rings and the process may end; alarms set later never ring. */
  close(): void {
    this.#closed = true;
    this.#byWallClock.clear();
    this.#byRunningTime.clear();
    this.#disarm();
  }

  #set(heap: DueHeap<Ring>, due: number, ring: () => void): Cancel {
    if (this.#closed) return () => {};
    const member: Ring = { due, ring, order: this.#nextOrder++, position: -1 };
    heap.add(member);
    if (heap.peek() === member) this.#arm();
    return () => {
      if (heap.remove(member) && this.#pending === 0) this.#disarm();
    };
  }

  #arm(): void {
    const delay = this.#delay();
    const ends = this.#clock.monotonicMs() + delay;
    if (this.#timer !== null && this.#timerEnds <= ends) return;
    this.#disarm();
    this.#timerEnds = ends;
    this.#timer = setTimeout(() => this.#wake(), delay);
  }

  #disarm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #delay(): number {
    const wall = this.#byWallClock.peek();
    const running = this.#byRunningTime.peek();
    const delay = Math.min(
      wall === undefined ? LONGEST_TIMER_MS : Math.min(RECHECK_MS, wall.due - this.#clock.now()),
      running === undefined ? LONGEST_TIMER_MS : running.due - this.#clock.monotonicMs(),
      LONGEST_TIMER_MS,
    );
    return Math.max(0, Math.ceil(delay));
  }

  #wake(): void {
    this.#timer = null;
    // What rings may set further alarms; those wait for the next turn, so that a chain of them can't hold up the loop.
    const before = this.#nextOrder;
    try {
      for (let next = this.#takeDue(before); next !== null; next = this.#takeDue(before)) next.ring();
    } finally {
      if (this.#pending > 0) this.#arm();
    }
  }

  #takeDue(before: number): Ring | null {
    const wall = this.#byWallClock.peek();
    const running = this.#byRunningTime.peek();
    const wallInMs = wall === undefined ? Infinity : wall.due - this.#clock.now();
    const runningInMs = running === undefined ? Infinity : running.due - this.#clock.monotonicMs();
    const [heap, member] = wallInMs <= runningInMs ? [this.#byWallClock, wall] : [this.#byRunningTime, running];
    if (member === undefined || Math.min(wallInMs, runningInMs) > 0 || member.order >= before) return null;
    heap.remove(member);
    return member;
  }

  get #pending(): number {
    return this.#byWallClock.size + this.#byRunningTime.size;
  }
}
