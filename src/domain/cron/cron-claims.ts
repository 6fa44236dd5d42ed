import type { TriggerId } from '../ids.js';
import type { Alarm } from '../ports/alarm.js';
import type { Clock, Instant } from '../ports/clock.js';
import type { Inbox } from '../ports/inbox.js';
import type { Cron } from '../trigger/trigger.js';
import { type CronClaim, cronEntry } from './cron-claim.js';
import type { MissedSpan } from './misfire-policy.js';
import type { Occurrence } from './occurrence.js';

/** How late an instant may still fire, in milliseconds. */
export const MOST_LATE_MS = 60_000;

/** How long to wait before the disk is asked once more, in milliseconds; the last one is repeated. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000] as const;

/** An instant of a cron that has come. */
export interface Firing extends Occurrence {
  readonly cron: Cron;
}

/** Is told what nobody was there for. */
export interface MisfireListener {
  /** What the cron was to fire in that time passed too long ago (the machine slept, or its clock was set); must not throw. */
  missed(cron: Cron, span: MissedSpan): void;
}

/** What is told about claims; none of it may throw. */
export interface ClaimListener {
  /** An instant was claimed: its run can be started. */
  due(claim: CronClaim): void;
  /** The crons of an instant could not be looked up or claimed, so they don't run. */
  failed(ids: readonly TriggerId[], cause: unknown): void;
  /** The disk refused the claims; it is asked again in a moment. */
  retrying(ids: readonly TriggerId[], cause: unknown): void;
}

/** What claiming is built on. */
export interface CronClaimsTools {
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly listener: ClaimListener;
  readonly misfires: MisfireListener;
}

/** What claiming needs to know where the disk refused, and whom it tells when it gave up. */
export interface FiringOwner {
  /** Whether the cron is still there to be fired. */
  wants(cron: Cron): boolean;
  /** It was too late, or will be before the disk can be asked again. */
  gaveUp(cron: Cron): void;
}

/** Claims instants on disk before anything else happens, and asks a disk that refuses again while it is not too late. */
export class CronClaims {
  readonly #tools: CronClaimsTools;
  readonly #owner: FiringOwner;
  /** What came together and is not on disk yet. */
  readonly #open = new Set<readonly Firing[]>();
  #stopped = false;

  constructor(tools: CronClaimsTools, owner: FiringOwner) {
    this.#tools = tools;
    this.#owner = owner;
  }

  /** When the first fired of those that are not on disk yet; `null` if all are. */
  get earliestOpen(): Instant | null {
    let earliest: Instant | null = null;
    for (const { fires } of [...this.#open].flat()) earliest = Math.min(earliest ?? fires, fires);
    return earliest;
  }

  /** Claims the instants together, so that the disk is asked once, and hands on those that nobody had claimed. */
  async claim(firing: readonly Firing[], attempt = 0): Promise<void> {
    const { inbox, listener } = this.#tools;
    this.#open.add(firing);
    try {
      const receipts = await inbox.accept(firing.map(({ cron, instant }) => cronEntry(cron, instant)));
      this.#open.delete(firing);
      if (this.#stopped) return;
      for (const [index, { cron, instant }] of firing.entries()) {
        const receipt = receipts[index];
        if (receipt?.duplicate === false) listener.due({ row: receipt.id, id: cron.id, instant });
      }
    } catch (cause) {
      this.#refused(firing, attempt, cause);
    }
  }

  /** Hands on nothing any more: what is claimed from now on is left for the next start. */
  stop(): void {
    this.#stopped = true;
  }

  #refused(firing: readonly Firing[], attempt: number, cause: unknown): void {
    const { clock, alarm, listener } = this.#tools;
    const delayMs = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0;
    const [again, over] = split(firing, clock.now() + delayMs);
    this.#open.delete(firing);
    if (over.length > 0) {
      listener.failed(idsOf(over), cause);
      for (const { cron } of over) this.#owner.gaveUp(cron);
    }
    if (again.length === 0) return;
    this.#open.add(again);
    listener.retrying(idsOf(again), cause);
    alarm.after(delayMs, () => this.#again(again, attempt + 1));
  }

  /** By now the machine may have slept, and the configuration may be another. */
  #again(firing: readonly Firing[], attempt: number): void {
    if (this.#stopped) return;
    this.#open.delete(firing);
    const wanted = firing.filter(({ cron }) => this.#owner.wants(cron));
    const [again, over] = split(wanted, this.#tools.clock.now());
    for (const { cron, fires } of over) {
      this.#tools.misfires.missed(cron, { since: fires - 1, until: fires });
      this.#owner.gaveUp(cron);
    }
    if (again.length > 0) void this.claim(again, attempt);
  }
}

function split(firing: readonly Firing[], now: Instant): readonly [inTime: readonly Firing[], late: readonly Firing[]] {
  const inTime = (one: Firing) => one.fires >= now - MOST_LATE_MS;
  return [firing.filter(inTime), firing.filter((one) => !inTime(one))];
}

function idsOf(firing: readonly Firing[]): readonly TriggerId[] {
  return firing.map(({ cron }) => cron.id);
}
