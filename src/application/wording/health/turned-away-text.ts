import type { Instant } from '../../../domain/ports/clock.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { TurnedAwayOnce } from '../../values/health-report.js';

/** Who was turned away and when, as plain text. */
export function turnedAwayText({ at, chat, sender }: TurnedAwayOnce, now: Instant): string {
  const who = sender === null ? 'somebody who writes as a chat' : `user ${sender}`;
  const where = chat === sender ? 'in their private chat' : `in chat ${chat}`;
  return `${who} ${where}, ${formatSpan(Math.max(0, now - at))} ago`;
}
