import { isJsonObject } from '../../../domain/json-shape.js';
import type { Webhook } from '../../../domain/trigger/trigger.js';
import { sameText } from '../server/same-text.js';

type Payload = Readonly<Record<string, unknown>>;

/**
 * Whether what a payload says of itself holds: of Linear the time at which it was sent, in milliseconds, where it says one
 * (https://linear.app/developers/webhooks); of Microsoft Graph that it knows the webhook's `verifyToken`
 * (https://learn.microsoft.com/graph/change-notifications-delivery-webhooks).
 */
export function claimsHold(webhook: Webhook, payload: Payload, nowMs: number): boolean {
  return hasFreshTime(webhook, payload, nowMs) && knowsState(webhook, payload);
}

function hasFreshTime({ auth, toleranceMs }: Webhook, { webhookTimestamp }: Payload, nowMs: number): boolean {
  if (auth !== 'linear' || webhookTimestamp === undefined) return true;
  return typeof webhookTimestamp === 'number' && Math.abs(nowMs - webhookTimestamp) <= toleranceMs;
}

function knowsState({ verification, verifyToken }: Webhook, { value }: Payload): boolean {
  if (verification !== 'graph' || verifyToken === null) return true;
  const notifications: readonly unknown[] = Array.isArray(value) ? value : [];
  return notifications.length > 0 && notifications.every((one) => sameText(stateOf(one), verifyToken.reveal()));
}

function stateOf(notification: unknown): string {
  const state = isJsonObject(notification) ? notification['clientState'] : undefined;
  return typeof state === 'string' ? state : '';
}
