import type { TriggerId } from '../../../domain/ids.js';
import type { Trigger } from '../../../domain/trigger/trigger.js';

/** Whether a trigger acts: as its file and its switch say. */
export type TriggerState = 'on' | 'paused' | 'off';

/** A trigger as a list of them shows it; times in milliseconds from now. */
export interface TriggerListed {
  readonly trigger: Trigger;
  readonly state: TriggerState;
  /** When a cron fires, as Markdown; `null` for a webhook. */
  readonly schedule: string | null;
  /** When a cron is due next; `never` if it isn't any more, `null` if that isn't told. */
  readonly next: { readonly inMs: number } | 'done' | 'never' | null;
  /** Since it fired last; `null` for never. */
  readonly firedAgoMs: number | null;
  /** Until when it is paused, on the chat's clock; `null` if it is not paused or without end. */
  readonly pausedUntil: string | null;
}

/** Triggers of one kind, as many as a list has room for. */
export interface TriggersShown {
  readonly shown: readonly TriggerListed[];
  /** How many there are beside these. */
  readonly more: number;
}

/** The active triggers of a chat, in numbers. */
export interface TriggerSummary {
  readonly crons: number;
  readonly webhooks: number;
  /** How many of all are paused. */
  readonly paused: number;
  /** The first cron, with its schedule as Markdown; `null` if there is none. */
  readonly first: { readonly id: TriggerId; readonly schedule: string } | null;
}

/** The triggers that report in a chat. */
export interface TriggerListing {
  /** Since everything was paused; `null` if it is not. */
  readonly allPausedAgoMs: number | null;
  readonly crons: TriggersShown;
  readonly webhooks: TriggersShown;
  /** How many report in other chats. */
  readonly elsewhere: number;
}
