import { quoteBlock } from '../text/quote-block.js';
import { visibleText } from '../text/visible-text.js';

/** UTF-16 units of a plan that are shown without being asked for. */
export const LONGEST_PLAN = 12_000;

/** A plan in at most so many UTF-16 units: as the agent wrote it, but for what can't be seen and for what is too long. */
export function planText(plan: string, longest = LONGEST_PLAN): string {
  const text = visibleText(plan.slice(0, longest).replace(/[\uD800-\uDBFF]$/, ''));
  if (plan.length <= longest && text.length <= longest) return text;
  const shown = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
  return `${shown}\n\n… more was left out …`;
}

/** The message that shows a plan, set apart as the agent's words. */
export function planMessage(plan: string): string {
  return quoteBlock(planText(plan));
}
