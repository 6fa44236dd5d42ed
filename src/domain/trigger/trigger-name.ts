import type { TriggerId } from '../ids.js';
import type { Trigger } from './trigger.js';

/** The name of a trigger among all: crons and webhooks have names of their own. */
export type TriggerName = `${Trigger['kind']}:${TriggerId}`;

/** Whether a text is the name of a trigger. */
export function isTriggerName(text: string): text is TriggerName {
  return text.startsWith('cron:') || text.startsWith('webhook:');
}

/** `cron:<id>` or `webhook:<id>`. */
export function triggerName({ kind, id }: Pick<Trigger, 'kind' | 'id'>): TriggerName {
  return `${kind}:${id}`;
}
