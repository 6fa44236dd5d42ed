import type { Alarm, Cancel } from '../../../src/domain/ports/alarm.js';
import type { Clock } from '../../../src/domain/ports/clock.js';

interface Pending {
  readonly due: number;
  readonly ring: () => void;
}

/** A clock and an alarm that stand still until a test moves them. */
export class FakeTime implements Clock, Alarm {
  #nowMs: number;
  #monotonicMs = 0;
  readonly #byWallClock = new Set<Pending>();
  readonly #byRunningTime = new Set<Pending>();

  constructor(start = '2026-11-23T12:00:00Z') {
    this.#nowMs = Date.parse(start);
  }

  now(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  at(instant: number, ring: () => void): Cancel {
    return this.#set(this.#byWallClock, { due: instant, ring });
  }

  after(delayMs: number, ring: () => void): Cancel {
    return this.#set(this.#byRunningTime, { due: this.#monotonicMs + delayMs, ring });
  }

  /** How many alarms are set. */
  get pending(): number {
    return this.#byWallClock.size + this.#byRunningTime.size;
  }

  /** Drops every alarm, as the end of a process does. */
  forget(): void {
    this.#byWallClock.clear();
    this.#byRunningTime.clear();
  }

  /** Lets time pass; alarms ring in order, and work that they start gets its turns of the event loop. */
  async advance(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    await settled();
    for (let next = this.#next(); next !== null && next.inMs <= end - this.#nowMs; next = this.#next()) {
      this.#pass(Math.max(0, next.inMs));
      next.from.delete(next.pending);
      next.pending.ring();
      await settled();
    }
    this.#pass(end - this.#nowMs);
    await settled();
  }

  /** Sets the wall clock without letting time run, as an administrator or a long sleep does. */
  async jump(ms: number): Promise<void> {
    this.#nowMs += ms;
    await this.advance(0);
  }

  #set(list: Set<Pending>, pending: Pending): Cancel {
    list.add(pending);
    return () => void list.delete(pending);
  }

  #pass(ms: number): void {
    this.#nowMs += ms;
    this.#monotonicMs += ms;
  }

  #next(): { inMs: number; pending: Pending; from: Set<Pending> } | null {
    const all = [
      ...[...this.#byWallClock].map((pending) => ({
        inMs: pending.due - this.#nowMs,
        pending,
        from: this.#byWallClock,
      })),
      ...[...this.#byRunningTime].map((pending) => ({
        inMs: pending.due - this.#monotonicMs,
        pending,
        from: this.#byRunningTime,
      })),
    ];
    return all.reduce<(typeof all)[number] | null>(
      (best, one) => (best === null || one.inMs < best.inMs ? one : best),
      null,
    );
  }
}

/** Turns of the event loop within which everything has had its turn that waits for promises only. */
const TURNS = 10;
/** What Node calls the requests to files that threads of its own serve; they take as long as the machine takes. */
const FILE_REQUESTS: ReadonlySet<string> = new Set(['FSReqPromise', 'FSReqCallback']);

/** Resolves when everything that waits for promises, and for files, has had its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (process.getActiveResourcesInfo().some((kind) => FILE_REQUESTS.has(kind))) turn = 0;
  }
}
