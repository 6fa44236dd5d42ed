import type { RowId, TriggerId } from '../ids.js';
import type { Instant } from '../ports/clock.js';
import type { InboxEntry, InboxRow } from '../ports/inbox.js';
import { fingerprint } from '../trigger/fingerprint.js';
import type { Cron } from '../trigger/trigger.js';

/** An instant of a cron that is on disk and belongs to nobody else. */
export interface CronClaim {
  readonly row: RowId;
  readonly id: TriggerId;
  readonly instant: Instant;
}

/** What is put on disk before anything else happens. A cron that runs once has one key for all of its instants. */
export function cronEntry(cron: Cron, instant: Instant): InboxEntry {
  const runsOnce = cron.runOnce && cron.at === null;
  const key = runsOnce ? onceKey(cron) : `${cron.id}:${new Date(instant).toISOString()}`;
  return { source: 'cron', key, body: { id: cron.id, instant }, due: null };
}

/** The same for a run that a person asks for beside the schedule; `asked` names the wish. */
export function cronRunNow({ id }: Cron, instant: Instant, asked: string): InboxEntry {
  return { source: 'cron', key: `${id}:now:${asked}`, body: { id, instant }, due: null };
}

/** Reads a claim from its row. */
export function cronClaim({ id: row, body: { id, instant } }: Pick<InboxRow<'cron'>, 'id' | 'body'>): CronClaim {
  return { row, id, instant };
}

/** The one key of a cron that runs once. With another schedule or prompt it is another cron, which may run once again. */
export function onceKey({ id, schedule, timezone, prompt, promptTemplate }: Cron): string {
  return `${id}:once:${fingerprint(JSON.stringify([schedule, timezone, prompt, promptTemplate]))}`;
}
