import type { GoodReading } from '../../ports/config/config-source.js';
import type { HoldReason } from '../../values/hold-policy.js';
import { configDifference } from '../../wording/reload/config-difference.js';
import { differenceLines } from '../../wording/reload/difference-text.js';
import { wideningLines } from '../../wording/reload/widening-text.js';
import { codeSpan } from '../../wording/text/markdown.js';

/** What waits for a person, why, and what it would change, as Markdown. */
export function heldReport(inForce: GoodReading, next: GoodReading, reason: HoldReason): string {
  const lines = ['✋ The edited configuration waits for you; the previous settings stay in use.', whyOf(reason)];
  const wider = wideningLines(next.allows.over(inForce.allows)).map((line) => `⚠️ Allows more: ${line}`);
  return [...lines, ...differenceLines(configDifference(inForce.settings, next.settings)), ...wider].join('  \n');
}

function whyOf(reason: HoldReason): string {
  switch (reason) {
    case 'approve':
      return `Every edit is asked about while ${codeSpan('reload.approve')} is on.`;
    case 'no-user':
      return `It leaves nobody in ${codeSpan('allowed_user_ids')}, which looks like a mistake.`;
  }
}
