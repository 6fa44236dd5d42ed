import type { EngineId } from '../../domain/ids.js';
import type { Button } from '../ports/chat/chat-channel.js';
import { LOG_IN_LABEL, RETRY_LABELS } from '../wording/delivery/offer-labels.js';

/** What the data of the buttons under a failure begins with; the way and the offer’s key follow. */
export const RETRY_BUTTON = 'retry:';

/** What the data of the button that logs an engine in begins with; the engine follows. */
export const LOG_IN_BUTTON = 'auth:in:';

/** How a task is tried again: as it was, in a new conversation, or when the provider takes requests again. */
export const RETRY_WAYS = ['again', 'fresh', 'later'] as const;

/** One of these ways. */
export type RetryWay = (typeof RETRY_WAYS)[number];

/** Tries a failed task again; `label` says when, for what is tried later. */
export function retryButton(way: RetryWay, key: string, label: string = RETRY_LABELS[way]): Button {
  return { label, data: `${RETRY_BUTTON}${way}:${key}` };
}

/** Logs an engine in from the chat. */
export function logInButton(engine: EngineId): Button {
  return { label: LOG_IN_LABEL, data: LOG_IN_BUTTON + engine };
}
