import type { GoodReading } from '../../ports/config/config-source.js';
import type { HoldReason } from '../../values/hold-policy.js';
import { codeSpan } from '../text/markdown.js';
import { configDifference } from './config-difference.js';
import { differenceLines } from './difference-text.js';
import { wideningLines } from './widening-text.js';

/** What waits for a person, why, and what it would change, as Markdown. */
export function heldReport(inForce: GoodReading, next: GoodReading, reason: HoldReason): string {
  const lines = [
    '✋ An edit of untether.toml waits for your decision; the previous settings stay in use.',
    whyOf(reason),
  ];
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

/** What becomes of the message that asked about an edit which nothing came of; Markdown. */
export const HELD_ENDS = {
  rejected: '❌ The edit was rejected; the previous settings stay in use.',
  gone: '✋ This edit is no longer in untether.toml.',
  replaced: '✋ A newer edit replaced this one.',
} as const;

/** What becomes of that message when the edit was applied; Markdown. */
export function heldAppliedText(number: number, fromTerminal: boolean): string {
  return `✅ Applied as configuration ${number}${fromTerminal ? ', from the terminal' : ''}.`;
}
