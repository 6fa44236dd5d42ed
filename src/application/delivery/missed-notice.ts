import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { Place, RowId } from '../../domain/ids.js';
import type { NoticeOrder } from '../ports/chat/chat-channel.js';
import type { Settlement } from '../ports/chat/outbox.js';
import { quoted } from '../wording/text/quoted.js';
import { aboutRequest } from './message-subject.js';
import { runNowButton } from './offer-buttons.js';

/**
 * What is told of work that is not run unasked: `lead` (Markdown, without a full stop) says why, the request what it was,
 * and a button runs it after all. `row` is the work's row, or another name of it where it has none; that row ends.
 */
export function missedNotice(
  row: RowId | string,
  place: Place,
  lead: string,
  request: RunRequest | null,
): { readonly order: NoticeOrder; readonly settlement: Settlement } {
  const answers = typeof row === 'number' ? [row] : [];
  if (request === null)
    return { order: { place, markdown: `${lead}.`, loud: true }, settlement: { answers, as: 'dead' } };
  const key = typeof row === 'number' ? `row-${row}` : row;
  const what = quoted(request.prompt);
  const markdown = what === null ? `${lead}.` : `${lead}: ${what}`;
  const offers = [{ key, request: { ...request, rows: [] }, resume: null }];
  const buttons = [[runNowButton(key)]];
  const about = aboutRequest(request);
  return { order: { place, markdown, loud: true, buttons, about }, settlement: { answers, as: 'dead', offers } };
}
