import { codeSpan } from '../text/markdown.js';

/** So many triggers are named. */
const MOST_NAMED = 3;

/** What the buttons under folded notices say. */
export const MORE_LABELS = { show: 'Show them', earlier: '◀ Earlier', later: 'Later ▶' } as const;

/** What stands for notices that are not told one by one; `sources` are the triggers that they are from; Markdown. */
export function moreNoticesText(count: number, sources: readonly string[]): string {
  const what = `… and ${count.toLocaleString('en')} more ${count === 1 ? 'notice' : 'notices'}`;
  const others = sources.length - MOST_NAMED;
  const named = sources.slice(0, MOST_NAMED).map(codeSpan);
  const from = others > 0 ? [...named, `${others} more`] : named;
  return from.length === 0 ? `${what}.` : `${what} from ${listed(from)}.`;
}

/** Which of the folded notices are shown; plain text. */
export function shownNoticesText(first: number, last: number, total: number): string {
  const which =
    first === last ? `Notice ${first}` : `Notices ${first.toLocaleString('en')}–${last.toLocaleString('en')}`;
  return `${which} of ${total.toLocaleString('en')}:`;
}

function listed(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}
