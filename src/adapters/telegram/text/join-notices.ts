import type { JoinedNotices } from '../chat-texts.js';
import { concat, type FormattedText, fits, messageLimits, tidy } from './formatted-text.js';

/** As many of the notices, from the first one on, as one message within Telegram's limits holds; each fits one alone. */
export function joinNotices(notices: readonly FormattedText[]): JoinedNotices {
  let message: FormattedText = { text: '', entities: [] };
  for (const [count, notice] of notices.entries()) {
    const joined = message.text === '' ? notice : tidy(concat([message, notice.text === '' ? '' : '\n\n', notice]));
    if (count > 0 && !fits(joined, messageLimits)) return { message, count };
    message = joined;
  }
  return { message, count: notices.length };
}
