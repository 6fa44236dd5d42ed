import type { JoinedNotices } from './chat-texts.js';
import { type FormattedText, fits, joinWith, messageLimits, tidy } from './formatted-text.js';

/** As many of the notices, from the first one on, as one message within Telegram's limits holds; each fits one alone. */
export function joinNotices(notices: Iterable<FormattedText>): JoinedNotices {
  let message: FormattedText = { text: '', entities: [] };
  let count = 0;
  for (const notice of notices) {
    const joined = message.text === '' ? notice : tidy(joinWith('\n\n', [message, notice]));
    if (count > 0 && !fits(joined, messageLimits)) break;
    message = joined;
    count++;
  }
  return { message, count };
}
