import type { TriggerId } from '../ids.js';
import type { Alarm, Cancel } from '../ports/alarm.js';
import type { Clock, Instant } from '../ports/clock.js';
import type { CronCalendar } from '../ports/cron-calendar.js';
import type { Inbox } from '../ports/inbox.js';
import { type CronClaim, cronEntry } from './cron-claim.js';
import { DueList } from './due-list.js';
import type { Cron } from './trigger.js';
import type { TriggerCatalog } from './trigger-catalog.js';
import type { TriggerGate } from './trigger-gate.js';
import { triggerName } from './trigger-name.js';

/** How late an instant may still fire, in milliseconds. */
export const MOST_LATE_MS = 60_000;

/** What is told about crons; none of it may throw. */
export interface CronListener {
  /** An instant was claimed: its run can be started. */
  due(claim: CronClaim): void;
  /** The instant came while the cron was paused or switched off; it is left out. */
  held(id: TriggerId, instant: Instant): void;
  /** The instant passed too long ago (the machine slept, or its clock was set); it is left out. */
  missed(id: TriggerId, instant: Instant): void;
  /** The crons of an instant could not be looked up or claimed, so they don't run. */
  failed(ids: readonly TriggerId[], cause: unknown): void;
}

/** What a scheduler is built on. */
export interface CronSchedulerTools {
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly calendar: CronCalendar;
  readonly listener: CronListener;
  readonly gate: Pick<TriggerGate, 'stateOf'>;
}

interface Waiting {
  readonly due: Instant;
  readonly cron: Cron;
  readonly zone: string | null;
}

/** Fires crons: one alarm for the earliest of all instants, and every instant is claimed on disk before its run is begun. */
export class CronScheduler {
  readonly #tools: CronSchedulerTools;
  #waiting = new Map<TriggerId, Waiting>();
  #list = new DueList<Waiting>();
  #lookedAt: Instant | null = null;
  #running = false;
  #disarm: Cancel = () => undefined;

  constructor(tools: CronSchedulerTools) {
    this.#tools = tools;
  }

  /**
   * Follows these crons from now on. One whose timing stays keeps its next instant, also if that is due already; the
   * first catalog of a process may bring instants of the minute before, which the claim keeps from firing twice.
   */
  follow(catalog: TriggerCatalog, defaultZone: string | null): void {
    const now = this.#tools.clock.now();
    const after = this.#lookedAt === null ? now - MOST_LATE_MS : now;
    const clockWasSetBack = this.#lookedAt !== null && now < this.#lookedAt;
    this.#lookedAt = now;
    const before = clockWasSetBack ? new Map<TriggerId, Waiting>() : this.#waiting;
    this.#waiting = new Map();
    for (const cron of catalog.crons) {
      if (!cron.enabled) continue;
      const zone = cron.timezone ?? defaultZone;
      const known = before.get(cron.id);
      if (known !== undefined && sameTiming(known, cron, zone)) this.#waiting.set(cron.id, { ...known, cron });
      else this.#plan(cron, zone, after);
    }
    this.#list = new DueList([...this.#waiting.values()]);
    this.#arm();
  }

  /** Lets crons fire from now on; to be called once what the last process had claimed was looked through. */
  start(): void {
    this.#running = true;
    this.#arm();
  }

  /** Lets nothing fire any more. */
  suspend(): void {
    this.#running = false;
    this.#disarm();
  }

  #arm(): void {
    this.#disarm();
    const { earliest } = this.#list;
    if (this.#running && earliest !== null) this.#disarm = this.#tools.alarm.at(earliest, () => this.#ring());
  }

  #ring(): void {
    const now = this.#tools.clock.now();
    this.#lookedAt = now;
    const due = this.#list.take(now).map((waiting) => ({ waiting, instant: this.#fitInstant(waiting, now) }));
    for (const { waiting, instant } of due) {
      this.#waiting.delete(waiting.cron.id);
      if (waiting.cron.runOnce && instant !== null) continue;
      const next = this.#plan(waiting.cron, waiting.zone, now);
      if (next !== null) this.#list.add(next);
    }
    this.#arm();
    const firing = due.flatMap(({ waiting: { cron }, instant }) => (instant === null ? [] : [{ cron, instant }]));
    if (firing.length > 0) void this.#claim(firing);
  }

  /** The instant that is to be fired now, if its cron may act and it is not too late for it. */
  #fitInstant(waiting: Waiting, now: Instant): Instant | null {
    const latest = this.#latest(waiting, now);
    if (latest === null || this.#tools.gate.stateOf(triggerName(waiting.cron)) === 'on') return latest;
    this.#tools.listener.held(waiting.cron.id, latest);
    return null;
  }

  /** The latest of the instants that have come, if it is not too late for it. */
  #latest({ cron, zone, due }: Waiting, now: Instant): Instant | null {
    const earliest = now - MOST_LATE_MS;
    let latest = due;
    let next = this.#next(cron, zone, Math.max(due, earliest - 1));
    for (; next !== null && next <= now; next = this.#next(cron, zone, next)) latest = next;
    if (latest >= earliest) return latest;
    this.#tools.listener.missed(cron.id, latest);
    return null;
  }

  /** Claims the instants together, so that the disk is asked once, and hands on those that nobody had claimed. */
  async #claim(firing: readonly { readonly cron: Cron; readonly instant: Instant }[]): Promise<void> {
    const { inbox, listener } = this.#tools;
    try {
      const receipts = await inbox.accept(firing.map(({ cron, instant }) => cronEntry(cron, instant)));
      if (!this.#running) return;
      for (const [index, { cron, instant }] of firing.entries()) {
        const receipt = receipts[index];
        if (receipt?.duplicate === false) listener.due({ row: receipt.id, id: cron.id, instant });
      }
    } catch (cause) {
      const ids = firing.map(({ cron }) => cron.id);
      listener.failed(ids, cause);
    }
  }

  #plan(cron: Cron, zone: string | null, after: Instant): Waiting | null {
    const due = this.#next(cron, zone, after);
    if (due === null) return null;
    const waiting = { due, cron, zone };
    this.#waiting.set(cron.id, waiting);
    return waiting;
  }

  #next(cron: Cron, zone: string | null, after: Instant): Instant | null {
    try {
      return this.#tools.calendar.next(cron, zone, after);
    } catch (cause) {
      this.#tools.listener.failed([cron.id], cause);
      return null;
    }
  }
}

function sameTiming({ cron, zone }: Waiting, next: Cron, nextZone: string | null): boolean {
  return cron.schedule === next.schedule && cron.at === next.at && zone === nextZone;
}
