import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import { cronEntry, cronRunNow } from '../../domain/cron/cron-claim.js';
import type { MisfireListener } from '../../domain/cron/cron-claims.js';
import { type MissedSpan, missedIn, toCatchUp } from '../../domain/cron/misfire-policy.js';
import { Occurrences } from '../../domain/cron/occurrence.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import type { Cron } from '../../domain/trigger/trigger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import { Serial } from '../concurrency/serial.js';
import { aboutTrigger } from '../delivery/message-subject.js';
import { type MissedMark, missedCronOrder } from '../delivery/missed-cron-order.js';
import type { Notifier } from '../delivery/notifier.js';
import { triggerPlace } from '../delivery/trigger-place.js';
import type { NoticeOrder } from '../ports/chat/chat-channel.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import type { Absence, MadeUp } from '../values/triggers/resumed.js';
import { catchingUp, missedCronText } from '../wording/triggers/missed-text.js';
import type { CronDue } from './cron-due.js';

/** How long the event loop may be held up at once by looking things up, in milliseconds. */
const SLICE_MS = 10;

/** What making up for missed instants is built on. */
export interface CatchUpTools {
  readonly generations: Generations;
  readonly inbox: Inbox;
  readonly fired: FiredLedger;
  readonly calendar: CronCalendar;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly cronDue: CronDue;
  readonly notices: Notifier;
  readonly journal: Journal;
}

/** A cron, and a time in which nobody looked after it. */
export interface Unwatched {
  readonly cron: Cron;
  readonly span: MissedSpan;
}

/** Runs what crons missed as far as they want that (`catch_up`), each instant once, and tells of all of it. */
export class CatchUp implements MisfireListener {
  readonly #tools: CatchUpTools;
  readonly #turns = new Serial();
  #sleptOver: Unwatched[] = [];

  constructor(tools: CatchUpTools) {
    this.#tools = tools;
  }

  /** What the machine slept over; all that is noticed in one turn is looked at together. */
  missed(cron: Cron, span: MissedSpan): void {
    this.#sleptOver.push({ cron, span });
    if (this.#sleptOver.length > 1) return;
    void this.#turns.run(() => {
      const all = this.#sleptOver;
      this.#sleptOver = [];
      return this.makeUp(all, 'asleep');
    });
  }

  /** Resolves when nothing that was missed waits to be claimed or told. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  /** Looks up what was missed, starts what is to be run, and tells of both; `meanwhile` says why. Never rejects. */
  async makeUp(unwatched: readonly Unwatched[], meanwhile: Absence): Promise<void> {
    const generation = this.#tools.generations.current();
    const told = (await this.claim(unwatched)).map(async (madeUp) => {
      const place = triggerPlace(madeUp.cron, generation);
      if (place !== null) await this.#tools.notices.tell(this.#order(madeUp, place, meanwhile));
    });
    await Promise.all(told);
  }

  /** Looks up what was missed and starts what is to be run, without telling of it. Never rejects. */
  async claim(unwatched: readonly Unwatched[]): Promise<readonly MadeUp[]> {
    const { fired, journal } = this.#tools;
    const lastFired = await fired.lastFired().catch((cause) => {
      journal.record({ name: 'ledger.failed', level: 'warn', cause });
      return new Map();
    });
    const made: Promise<MadeUp | null>[] = [];
    let sliceEndsMs = this.#tools.clock.monotonicMs() + SLICE_MS;
    for (const { cron, span } of unwatched) {
      const last = lastFired.get(triggerName(cron));
      const isOver = cron.runOnce && last !== undefined;
      if (!isOver) made.push(this.#claimOne(cron, span, last ?? Number.NEGATIVE_INFINITY));
      if (this.#tools.clock.monotonicMs() > sliceEndsMs) sliceEndsMs = await this.#nextSlice();
    }
    return (await Promise.all(made)).filter((one) => one !== null);
  }

  /** Lets everybody else have a turn; until when the next slice may last. */
  async #nextSlice(): Promise<number> {
    const { alarm, clock } = this.#tools;
    await new Promise<void>((resolve) => void alarm.after(0, resolve));
    return clock.monotonicMs() + SLICE_MS;
  }

  /** Whether there was such an instant yet: a button's data may be made up, and what is still to come is nobody's to take. */
  canHaveMissed(instant: Instant): boolean {
    return Number.isSafeInteger(instant) && instant > 0 && instant <= this.#tools.clock.now();
  }

  /** Starts a cron for an instant that it missed, on disk before this resolves; `false` if that was asked for before. */
  async runNow(cron: Cron, { instant, asked }: Pick<MissedMark, 'instant' | 'asked'>): Promise<boolean> {
    const { inbox, cronDue } = this.#tools;
    const [receipt] = await inbox.accept([cronRunNow(cron, instant, asked)]);
    if (receipt === undefined || receipt.duplicate) return false;
    await inbox.acknowledge([cronEntry(cron, instant)]);
    cronDue.due({ row: receipt.id, id: cron.id, instant });
    return true;
  }

  async #claimOne(cron: Cron, span: MissedSpan, lastFired: Instant): Promise<MadeUp | null> {
    const { generations, calendar, clock, inbox, cronDue, journal } = this.#tools;
    const zone = generations.current().config.triggers.defaultTimezone;
    try {
      const missed = missedIn(span, lastFired, new Occurrences(calendar, cron, zone));
      if (missed.times === 0) return null;
      const wanted = toCatchUp(cron, missed, clock.now());
      const entries = wanted.map((instant) => cronEntry(cron, instant));
      const receipts = entries.length === 0 ? [] : await inbox.accept(entries);
      const claims = wanted.flatMap((instant, index) => {
        const receipt = receipts[index];
        return receipt?.duplicate === false ? [{ row: receipt.id, id: cron.id, instant }] : [];
      });
      // A process before this one was here already: its claims are taken up like any others.
      if (wanted.length > 0 && claims.length === 0) return null;
      const data = { id: cron.id, times: missed.times, running: claims.length };
      journal.record({ name: 'cron.missed', level: 'warn', data });
      for (const claim of claims) cronDue.due(claim);
      return { cron, missed, running: claims.length };
    } catch (cause) {
      cronDue.failed([cron.id], cause);
      return null;
    }
  }

  #order({ cron, missed, running }: MadeUp, place: NoticeOrder['place'], meanwhile: Absence): NoticeOrder {
    const last = missed.latest.at(-1) ?? 0;
    const lead = missedCronText(cron.id, missed, this.#tools.clock.now() - last, meanwhile);
    if (running === 0) return missedCronOrder(cron, place, lead, { instant: last, row: null });
    return { place, markdown: `${lead}; ${catchingUp(missed, running)}.`, about: aboutTrigger(cron) };
  }
}
