import type { TriggerId } from '../ids.js';
import type { Alarm, Cancel } from '../ports/alarm.js';
import type { Clock, Instant } from '../ports/clock.js';
import type { Inbox } from '../ports/inbox.js';
import type { Cron } from '../trigger/trigger.js';
import type { TriggerCatalog } from '../trigger/trigger-catalog.js';
import { triggerName } from '../trigger/trigger-name.js';
import type { TriggerSwitches } from '../trigger/trigger-switches.js';
import type { CronCalendar } from './cron-calendar.js';
import { type ClaimListener, CronClaims, type Firing, type MisfireListener, MOST_LATE_MS } from './cron-claims.js';
import { DueList } from './due-list.js';
import { type Occurrence, Occurrences } from './occurrence.js';
import { PlansAhead } from './plans-ahead.js';

/** The longest that a wall clock which was set back goes unnoticed, in milliseconds. */
const LOOK_MS = 30_000;

/** The least time between two instants of one cron, in milliseconds. */
const LEAST_GAP_MS = 60_000;

/** By how much a wall clock may fall behind a stopwatch without having been set. */
const DRIFT_MS = 1_000;

/** What is told about crons; none of it may throw. */
export interface CronListener extends ClaimListener {
  /** The instant came while the cron was paused or switched off; it is left out. */
  held(id: TriggerId, instant: Instant): void;
  /** The wall clock was set back, so all instants were looked up anew. */
  clockSetBack(byMs: number): void;
}

/** What a scheduler is built on. */
export interface CronSchedulerTools {
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly calendar: CronCalendar;
  readonly listener: CronListener;
  readonly misfires: MisfireListener;
  readonly gate: Pick<TriggerSwitches, 'stateOf'>;
}

interface Followed {
  readonly cron: Cron;
  readonly zone: string | null;
}

interface Waiting extends Followed {
  readonly next: Occurrence;
  readonly due: Instant;
}

/** Fires crons: one alarm for the earliest of all instants, and every instant is claimed on disk before its run is begun. */
export class CronScheduler {
  readonly #tools: CronSchedulerTools;
  readonly #claims: CronClaims;
  readonly #ahead: PlansAhead;
  #followed = new Map<TriggerId, Followed>();
  #waiting = new Map<TriggerId, Waiting>();
  #list = new DueList<Waiting>();
  /** Those that fired and whose next instants are not known yet, by what these come after. */
  readonly #unplanned = new Map<TriggerId, Instant>();
  #followsFrom: Instant | null = null;
  #stoppedAt: Instant | null = null;
  #lookedAt: { readonly wall: Instant; readonly monotonicMs: number } | null = null;
  #running = false;
  #disarm: Cancel = () => undefined;
  #stopLooking: Cancel = () => undefined;

  constructor(tools: CronSchedulerTools) {
    this.#tools = tools;
    this.#ahead = new PlansAhead(tools.calendar, tools.clock);
    this.#claims = new CronClaims(tools, {
      wants: ({ id }) => this.#followed.has(id),
      gaveUp: ({ id, runOnce }) => {
        if (runOnce) this.#planAgain([[id, this.#tools.clock.now()]]);
      },
    });
  }

  /**
   * Follows these crons from now on. One whose timing stays keeps its next instant, also if that is due already; the
   * first catalog of a process may bring instants of the minute before, which the claim keeps from firing twice.
   */
  follow(catalog: TriggerCatalog, defaultZone: string | null): void {
    this.#planRest();
    const now = this.#tools.clock.now();
    const after = this.#followsFrom === null ? now - MOST_LATE_MS : now;
    this.#followsFrom ??= after;
    const before = this.#noticeSetBack() ? new Map<TriggerId, Waiting>() : this.#waiting;
    const enabled = catalog.crons.filter((cron) => cron.enabled);
    this.#followed = new Map(enabled.map((cron) => [cron.id, { cron, zone: cron.timezone ?? defaultZone }]));
    this.#planAll(before, after);
    this.#ahead.forget();
  }

  /** Looks up what `follow` will need for these crons, in turns with `pause` between them; changes nothing. */
  async prepare(crons: readonly Cron[], defaultZone: string | null, pause: () => Promise<void>): Promise<void> {
    if (this.#followsFrom === null) return;
    const zoneOf = (cron: Cron) => cron.timezone ?? defaultZone;
    const fresh = crons.filter((cron) => {
      const waiting = cron.enabled ? this.#waiting.get(cron.id) : undefined;
      return cron.enabled && (waiting === undefined || !sameTiming(waiting, cron, zoneOf(cron)));
    });
    await this.#ahead.make(fresh, zoneOf, pause);
  }

  /** What fires after this moment is looked after here; `null` until there is something to follow. */
  get followsFrom(): Instant | null {
    return this.#followsFrom;
  }

  /**
   * What came up to this moment was looked after here, and is on disk; what comes after a stop is for the next process, and so is
   * what has come and is not claimed yet.
   */
  get followedUntil(): Instant {
    const now = this.#stoppedAt ?? this.#tools.clock.now();
    const open = [this.#list.earliest, this.#claims.earliestOpen].filter((instant) => instant !== null);
    return Math.min(now, ...open.map((instant) => instant - 1));
  }

  /** Lets crons fire from now on; to be called once what the last process had claimed was looked through. */
  start(): void {
    this.#running = true;
    this.#arm();
    this.#lookAgain();
  }

  /** Lets nothing fire any more. */
  stop(): void {
    this.#stoppedAt ??= this.#tools.clock.now();
    this.#running = false;
    this.#claims.stop();
    this.#disarm();
    this.#stopLooking();
  }

  /** An alarm by the wall clock only waits longer when that is set back, so it is looked at regularly. */
  #lookAgain(): void {
    this.#stopLooking();
    this.#stopLooking = this.#tools.alarm.after(LOOK_MS, () => {
      if (this.#noticeSetBack()) this.#planAll(new Map(), this.#tools.clock.now());
      this.#lookAgain();
    });
  }

  /** Whether the wall clock was set back since this was asked last. */
  #noticeSetBack(): boolean {
    const { clock, listener } = this.#tools;
    const before = this.#lookedAt;
    const now = { wall: clock.now(), monotonicMs: clock.monotonicMs() };
    this.#lookedAt = now;
    if (before === null) return false;
    const byMs = before.wall + (now.monotonicMs - before.monotonicMs) - now.wall;
    if (byMs <= DRIFT_MS) return false;
    listener.clockSetBack(byMs);
    return true;
  }

  /** Looks up the next instants; a cron that is in `known` with the same timing keeps the one it has. */
  #planAll(known: ReadonlyMap<TriggerId, Waiting>, after: Instant): void {
    this.#waiting = new Map();
    this.#unplanned.clear();
    for (const { cron, zone } of this.#followed.values()) {
      const waiting = known.get(cron.id);
      if (waiting !== undefined && sameTiming(waiting, cron, zone)) this.#waiting.set(cron.id, { ...waiting, cron });
      else this.#plan(cron, zone, after);
    }
    this.#list = new DueList([...this.#waiting.values()]);
    this.#arm();
  }

  /** Those that fired wait for their next instants. */
  #planRest(): void {
    const rest = [...this.#unplanned];
    this.#unplanned.clear();
    this.#planAgain(rest);
  }

  /** Looks for the next instants behind these; one that runs once and could not be claimed is asked for again, too. */
  #planAgain(passed: readonly (readonly [TriggerId, Instant])[]): void {
    const coming = passed.flatMap(([id, after]) => {
      const followed = this.#followed.get(id);
      if (followed === undefined || this.#waiting.has(id)) return [];
      return this.#plan(followed.cron, followed.zone, after) ?? [];
    });
    if (coming.length === 0) return;
    this.#list.addAll(coming);
    this.#arm();
  }

  #arm(): void {
    this.#disarm();
    const { earliest } = this.#list;
    if (this.#running && earliest !== null) this.#disarm = this.#tools.alarm.at(earliest, () => this.#ring());
  }

  /** Claims what is due before it looks up what comes after that, which takes its time where many are due at once. */
  #ring(): void {
    const now = this.#tools.clock.now();
    const wasSetBack = this.#noticeSetBack();
    this.#planRest();
    const firing: Firing[] = [];
    for (const waiting of this.#list.take(now)) {
      const { cron } = waiting;
      const fit = this.#fit(waiting, now);
      if (fit !== null) firing.push({ cron, ...fit });
      this.#waiting.delete(cron.id);
      if (!cron.runOnce || fit === null) this.#unplanned.set(cron.id, now);
    }
    if (wasSetBack) this.#planAll(new Map(), now);
    else this.#arm();
    if (firing.length === 0) this.#planRest();
    else void this.#claims.claim(firing).then(() => this.#planRest());
  }

  /** What is to be fired now, if the cron may act and it is not too late for it; anything before that was missed. */
  #fit(waiting: Waiting, now: Instant): Occurrence | null {
    const { gate, listener, misfires } = this.#tools;
    const { cron, next, due } = waiting;
    const fit = this.#latest(waiting, now);
    if (gate.stateOf(triggerName(cron)) !== 'on') {
      listener.held(cron.id, (fit ?? next).instant);
      return null;
    }
    const until = (fit?.fires ?? now - MOST_LATE_MS) - 1;
    if (due <= until && !(cron.runOnce && fit !== null)) misfires.missed(cron, { since: due - 1, until });
    return fit;
  }

  /** The latest that has come and for which it is not too late. */
  #latest({ cron, zone, next, due }: Waiting, now: Instant): Occurrence | null {
    if (now < next.instant + LEAST_GAP_MS) return next;
    return this.#found(cron, () => {
      const occurrences = new Occurrences(this.#tools.calendar, cron, zone);
      let latest: Occurrence | null = null;
      let one = occurrences.after(Math.max(due, now - MOST_LATE_MS) - 1);
      for (; one !== null && one.fires <= now; one = occurrences.following(one)) latest = one;
      return latest;
    });
  }

  #plan(cron: Cron, zone: string | null, after: Instant): Waiting | null {
    const ahead = this.#ahead.next(cron, zone, after);
    const find = () => new Occurrences(this.#tools.calendar, cron, zone).after(after);
    const next = ahead === undefined ? this.#found(cron, find) : ahead;
    if (next === null) return null;
    const waiting = { next, due: next.fires, cron, zone };
    this.#waiting.set(cron.id, waiting);
    return waiting;
  }

  #found(cron: Cron, find: () => Occurrence | null): Occurrence | null {
    try {
      return find();
    } catch (cause) {
      this.#tools.listener.failed([cron.id], cause);
      return null;
    }
  }
}

function sameTiming({ cron, zone }: Waiting, next: Cron, nextZone: string | null): boolean {
  return cron.schedule === next.schedule && cron.at === next.at && cron.jitterMs === next.jitterMs && zone === nextZone;
}
