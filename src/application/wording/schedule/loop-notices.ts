import type { Loop } from '../../../domain/accepted/loop.js';
import { MOST_DELAYED_PER_CHAT } from '../../../domain/schedule/at-scheduler.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { LoopEnd } from '../../../domain/schedule/loop-policy.js';
import type { LoopSettings } from '../../values/config/loop-settings.js';
import { excerpt } from '../text/excerpt.js';
import { escapeMarkdown } from '../text/markdown.js';
import { loopName } from './loop-name.js';

/** Why a loop ends: one of its limits, or nobody wants loops any more. */
export type WhyEnded = LoopEnd | 'switched-off';

/** That a loop has ended; Markdown. */
export function loopEndedText({ loop }: Loop, why: WhyEnded, settings: LoopSettings): string {
  return `🔁 Loop ${loopName(loop)} has ended: ${whyText(why, settings)}.`;
}

/** What came of a wake-up that an agent set for itself. */
export type WakeUpNews =
  | { readonly kind: 'set'; readonly inMs: number }
  | { readonly kind: 'over'; readonly end: LoopEnd; readonly settings: LoopSettings }
  | { readonly kind: 'too-many' };

/** What came of a wake-up that an agent set for itself; Markdown. */
export function wakeUpText({ loop }: Loop, news: WakeUpNews): string {
  return `🔁 Loop ${loopName(loop)}: ${newsText(news)}.`;
}

function newsText(news: WakeUpNews): string {
  switch (news.kind) {
    case 'set':
      return `the agent will be woken up in ${formatSpan(news.inMs)}`;
    case 'over':
      return `it does not continue: ${whyText(news.end, news.settings)}`;
    case 'too-many':
      return `it was not taken over: ${MOST_DELAYED_PER_CHAT} loops are already waiting in this chat; \`/loops\` shows them`;
  }
}

/** That the run of an iteration could not begin, to stand before the reason; Markdown. */
export function iterationNotStartedText({ loop }: Loop): string {
  return `❌ Loop ${loopName(loop)} did not start:`;
}

/** That an iteration, counted from 1, begins; Markdown. */
export function iterationText({ loop, prompt }: Loop, iteration: number, limit: number, isLast: boolean): string {
  const last = isLast ? ', the last one' : '';
  return `⏰ Loop ${loopName(loop)} · iteration ${iteration}/${limit}${last}: “${escapeMarkdown(excerpt(prompt, 80))}”`;
}

function whyText(why: WhyEnded, settings: LoopSettings): string {
  switch (why) {
    case 'switched-off':
      return 'loops are switched off';
    case 'iterations':
      return `it has reached its limit of ${settings.maxIterations} iterations (\`max_iterations\`)`;
    case 'duration':
      return `it has run for ${formatSpan(settings.maxTotalDurationMs)} (\`max_total_duration_hours\`)`;
    case 'expired':
      return `it was set up more than ${formatSpan(settings.expiryMs)} ago (\`expiry_days\`)`;
  }
}
