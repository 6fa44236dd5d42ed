import type { Place, RowId, TriggerId } from '../../domain/ids.js';
import type { Instant } from '../../domain/ports/clock.js';
import { fingerprint } from '../../domain/trigger/fingerprint.js';
import type { Cron } from '../../domain/trigger/trigger.js';
import type { Button, NoticeOrder } from '../ports/chat/chat-channel.js';
import { OFFER_LABELS } from '../wording/delivery/offer-labels.js';
import { quoted } from '../wording/text/quoted.js';
import { aboutTrigger } from './message-subject.js';

/** What the data of a button begins with that starts a cron for an instant that was missed. */
export const RUN_MISSED_BUTTON = 'missed:';

/** What a button means: the cron, by the fingerprint of its id, the instant, and a name of the wish, heard once only. */
export interface MissedMark {
  readonly cron: string;
  readonly instant: Instant;
  readonly asked: string;
}

/**
 * What is told of a cron that was not run: `lead` (Markdown, without a full stop) says why, and a button runs it after
 * all. `row` is that of the claim that came to nothing, if there was one.
 */
export function missedCronOrder(
  cron: Cron,
  place: Place,
  lead: string,
  { instant, row }: { readonly instant: Instant; readonly row: RowId | null },
): NoticeOrder {
  const what = quoted(whatIsDone(cron));
  const markdown = what === null ? `${lead}.` : `${lead}: ${what}`;
  return {
    place,
    markdown,
    loud: true,
    buttons: [[runMissedButton(cron.id, instant, row)]],
    about: aboutTrigger(cron),
  };
}

/** What the cron says or asks for; `null` for one that only passes on what it fetches. */
function whatIsDone({ action, prompt, promptTemplate, messageTemplate }: Cron): string | null {
  return action === 'notify_only' ? messageTemplate : (prompt ?? promptTemplate);
}

/** Reads what a button means from the data behind its beginning. */
export function missedMark(data: string): MissedMark {
  const [cron = '', instant = '', row] = data.split(':');
  const asked = row === undefined ? `missed-${instant}` : `row-${row}`;
  return { cron, instant: Number.parseInt(instant, 36), asked };
}

/** Button data is limited to 64 bytes, and ids are not. */
function runMissedButton(id: TriggerId, instant: Instant, row: RowId | null): Button {
  const mark = `${fingerprint(id)}:${instant.toString(36)}${row === null ? '' : `:${row}`}`;
  return { label: OFFER_LABELS.now, data: `${RUN_MISSED_BUTTON}${mark}` };
}
