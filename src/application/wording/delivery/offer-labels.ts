import type { LocalText } from '../../../domain/schedule/local-text.js';

/** What the buttons say that begin a run again, continue it, or start what was missed. */
export const OFFER_LABELS = {
  again: '🔁 Run again',
  continue: '▶️ Continue',
  now: '▶️ Run now',
} as const;

/** What the buttons under a failure say. */
export const RETRY_LABELS = { again: '🔁 Try again', fresh: '🆕 New conversation', later: '⏰ Try later' } as const;

/** What the button says that logs an engine in. */
export const LOG_IN_LABEL = '🔑 Log in';

/** What the button says that tries a task again at a time. */
export function laterLabel({ day, time }: LocalText): string {
  return `⏰ ${day === 'today' ? '' : `${day} `}at ${time.slice(0, 'hh:mm'.length)}`;
}
