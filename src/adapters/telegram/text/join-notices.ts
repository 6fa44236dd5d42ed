import type { JoinedNotices } from './chat-texts.js';
import { type FormattedText, joinWith, messageLimits, tidy } from './formatted-text.js';

const BETWEEN = '\n\n';

/** As many of the notices, from the first one on, as one message within Telegram's limits holds; each fits one alone. */
export function joinNotices(notices: Iterable<FormattedText>): JoinedNotices {
  const joined: FormattedText[] = [];
  let [count, units, entities] = [0, 0, 0];
  for (const notice of notices) {
    // What nothing can be seen of takes no room.
    if (notice.text !== '') {
      units += notice.text.length + (joined.length > 0 ? BETWEEN.length : 0);
      entities += notice.entities.length;
      if (joined.length > 0 && (units > messageLimits.units || entities > messageLimits.entities)) break;
      joined.push(notice);
    }
    count++;
  }
  const [first = { text: '', entities: [] }, ...others] = joined;
  return { message: others.length === 0 ? first : tidy(joinWith(BETWEEN, joined)), count };
}
