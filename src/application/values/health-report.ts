import type { ChatId, UserId } from '../../domain/ids.js';
import type { Instant } from '../../domain/ports/clock.js';

/** How the program is; from fine to worst: `deaf` means that nobody can reach it through Telegram. */
export type Liveness = 'ok' | 'paused' | 'degraded' | 'deaf';

/** What keeps the program from being fine. */
export type HealthIssue =
  | 'deaf'
  | 'bot-down'
  | 'polls-failing'
  | 'poll-conflicts'
  | 'listener-down'
  | 'reload-rejected'
  | 'delivery-stuck'
  | 'store-failing';

/** How well Telegram is heard. */
export interface Connectivity {
  /** A bot is logged in. */
  readonly up: boolean;
  /** Since the last good poll, or since the start if there was none. */
  readonly quietMs: number;
  /** By the wall clock; `null` for never. */
  readonly lastGoodPollAt: Instant | null;
  readonly conflicts: number;
  /** Since the last conflict; `null` for never. */
  readonly sinceConflictMs: number | null;
  /** Polls that failed since the last good one. */
  readonly failures: number;
  /** Why, in words; `null` while all is well. */
  readonly trouble: string | null;
}

/** How much lies on disk that is not finished. */
export interface BacklogDepth {
  /** Accepted work that is not done, delayed runs included. */
  readonly unfinished: number;
  /** Finals that Telegram has not confirmed. */
  readonly undelivered: number;
  /** When the oldest of these finals was stored; `null` if there is none. */
  readonly oldestUndeliveredAt: Instant | null;
}

/** Somebody who was not let in, without a word of what they wrote. Plain JSON. */
export interface TurnedAwayOnce {
  readonly at: Instant;
  readonly chat: ChatId;
  /** `null`: written in the name of a chat. */
  readonly sender: UserId | null;
}

/** What can be measured of the running program at one instant. Plain values. */
export interface Measurements {
  /** Counts up from 1; 0 before the first configuration. */
  readonly generation: number;
  readonly startedAt: Instant;
  readonly uptimeMs: number;
  readonly hearing: Connectivity;
  readonly listener: { readonly state: 'off' | 'up' | 'down'; readonly trouble: string | null };
  readonly triggers: { readonly enabled: boolean; readonly crons: number; readonly webhooks: number };
  readonly paused: boolean;
  readonly runs: { readonly live: number; readonly waiting: number };
  /** The program ends: no run begins any more. */
  readonly draining: boolean;
  /** Runs that wait for their time. */
  readonly delayed: number;
  /** Messages, edits and deletions on their way to Telegram. */
  readonly outbox: number;
  /** `null` if the store can't be asked. */
  readonly backlog: BacklogDepth | null;
  /** Chats in which nobody can be reached (blocked, deleted, left); `null` if the store can't be asked. */
  readonly unreachableChats: number | null;
  /** Of the oldest final that Telegram has not confirmed; `null` if there is none. */
  readonly oldestUndeliveredMs: number | null;
  /** The configuration file says something else than what is in force. */
  readonly reloadRejected: boolean;
  /** An edit of the configuration waits until a person applies it. */
  readonly reloadHeld: boolean;
  /** When the configuration in force was put in force, by the wall clock; `null` before the first. */
  readonly configuredAt: Instant | null;
  /** At the start the database could not be used; it was put aside and a new one begun. */
  readonly storeSetAside: boolean;
  /** Who was turned away last, also before this process began; `null` if nobody was. */
  readonly lastTurnedAway: TurnedAwayOnce | null;
}

/** The measurements and what they mean. */
export interface HealthReport extends Measurements {
  readonly status: Liveness;
  readonly issues: readonly HealthIssue[];
}

/** Without a good poll for longer than this the bot is deaf: a long poll may take 50 s, and 20 s more to be given up. */
export const DEAF_AFTER_MS = 90_000;
const CONFLICT_IS_RECENT_MS = 5 * 60_000;
const STUCK_AFTER_MS = 5 * 60_000;

/** What the measurements mean. Being paused is a wish, so anything that is wrong counts for more. */
export function diagnose(measured: Measurements): HealthReport {
  const { hearing } = measured;
  const findings: Readonly<Record<HealthIssue, boolean>> = {
    deaf: hearing.quietMs > DEAF_AFTER_MS,
    'bot-down': !hearing.up,
    'polls-failing': hearing.up && hearing.trouble !== null,
    'poll-conflicts': hearing.sinceConflictMs !== null && hearing.sinceConflictMs <= CONFLICT_IS_RECENT_MS,
    'listener-down': measured.listener.state === 'down',
    'reload-rejected': measured.reloadRejected,
    'delivery-stuck': (measured.oldestUndeliveredMs ?? 0) > STUCK_AFTER_MS,
    'store-failing': measured.backlog === null,
  };
  const issues = (Object.keys(findings) as HealthIssue[]).filter((issue) => findings[issue]);
  return { ...measured, status: statusOf(findings.deaf, issues, measured.paused), issues };
}

function statusOf(deaf: boolean, issues: readonly HealthIssue[], paused: boolean): Liveness {
  if (deaf) return 'deaf';
  if (issues.length > 0) return 'degraded';
  return paused ? 'paused' : 'ok';
}
