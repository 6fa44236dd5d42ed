import type { InboundButton, InboundMessage } from '../chat/inbound.js';
import type { TriggerId } from '../ids.js';
import type { Scheduled } from '../schedule/scheduled.js';
import type { DelayedRun } from './delayed-run.js';
import type { Loop } from './loop.js';
import type { RestartWish } from './restart-wish.js';
import type { RunRequest } from './run-request.js';
import type { StoredDelivery } from './stored-delivery.js';

/** Messages whose sender has said what they mean; none if nothing is to come of them. */
export interface AnsweredMessages {
  readonly messages: readonly InboundMessage[];
}

/** An instant of a cron, in milliseconds since the epoch. */
export interface CronInstant {
  readonly id: TriggerId;
  readonly instant: number;
}

/** What each intake puts on disk. Plain JSON. */
export interface WorkBodies {
  readonly message: InboundMessage;
  readonly button: InboundButton;
  readonly at: Scheduled<DelayedRun>;
  readonly webhook: StoredDelivery;
  readonly cron: CronInstant;
  /** A run that was offered and asked for, or the answer to a question. */
  readonly request: RunRequest | AnsweredMessages;
  /** A wish to be told after the restart. */
  readonly restart: RestartWish;
  /** A wake-up that an agent set for itself. */
  readonly loop: Scheduled<Loop>;
}

/** Which intake a piece of accepted work came through. */
export type InboxSource = keyof WorkBodies;

/** A piece of work by where it came from. */
export type Work = {
  readonly [Source in InboxSource]: { readonly source: Source; readonly body: WorkBodies[Source] };
}[InboxSource];

/** A piece of work that came from there. */
export type WorkOf<Source extends InboxSource> = Extract<Work, { readonly source: Source }>;
