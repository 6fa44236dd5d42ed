import type { Question } from '../../../domain/run/agent-request.js';
import { shortened } from '../text/excerpt.js';
import { visibleText } from '../text/visible-text.js';

/** Characters of an option on its button; the message has more of it. */
const LONGEST_OPTION = 40;

/** What the buttons under a request of an agent say. */
export const REQUEST_LABELS = {
  allow: '✅ Allow',
  deny: '❌ Deny',
  denyAndSay: '✍️ Deny and say why',
  denyAndTell: '❌ Deny, and tell the agent this',
  approve: '✅ Approve, keep asking',
  approveTask: "⏩ Approve, don't ask in this task",
  refuse: '❌ Refuse',
  discuss: '💬 Discuss',
  outline: '📝 Outline first',
  other: '✍️ Other',
  done: '✅ Done',
  skip: '🤷 Skip',
} as const;

/** What the button of an option says; `chosen` is `null` where only one may be chosen. */
export function optionLabel({ label }: Question['options'][number], index: number, chosen: boolean | null): string {
  const mark = chosen === null ? '' : chosen ? '☑️ ' : '⬜ ';
  return `${mark}${index + 1}. ${shortened(visibleText(label), LONGEST_OPTION)}`;
}

/** What the button says that shows all of a request. */
export const SHOW_ALL = '📄 Show all';

/** What it says once the parts before `from`, counted from 1, were shown. */
export function showMoreLabel(from: number, to: number, all: number): string {
  return `📄 Show more (${from}–${to} of ${all})`;
}
