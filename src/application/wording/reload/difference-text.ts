import { codeSpan } from '../text/markdown.js';
import type { ConfigDifference, SettingChange } from './config-difference.js';

/** How many names of one kind are listed in one message. */
const MOST_LISTED = 20;
const LONGEST_VALUE = 40;
/** How much of what two long values have in common is shown before the first difference. */
const COMMON = 12;

/** How names and values are set off from the text around them. */
type Quote = (text: string) => string;

/** What differs, as lines of Markdown, or of text with other quotes; none if nothing does. */
export function differenceLines(
  { added, removed, changed }: ConfigDifference,
  quote: Quote = codeSpan,
): readonly string[] {
  const changes = changed.map((change) => changeText(change, quote));
  return [...names('New', added, quote), ...names('Gone', removed, quote), ...listed(changes)];
}

/** At most twenty of the lines, and how many more there are. */
export function listed(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_LISTED;
  return more > 0 ? [...lines.slice(0, MOST_LISTED), `and ${more} more`] : lines;
}

function names(what: string, all: readonly string[], quote: Quote): readonly string[] {
  if (all.length === 0) return [];
  return [`${what}: ${listed(all.map((name) => quote(name))).join(', ')}`];
}

function changeText(change: SettingChange, quote: Quote): string {
  if (change.kind === 'secret') return `${quote(change.key)}: changed`;
  return `${quote(change.key)}: ${valuesText(change.before, change.after, quote)}`;
}

/** A value before and after, both shortened to where they differ; `null` is unset. */
export function valuesText(before: string | null, after: string | null, quote: Quote = codeSpan): string {
  return shortened(before, after)
    .map(([value, from]) => valueText(value, from, quote))
    .join(' → ');
}

/** Long values begin a little before the place from which on they differ. */
function shortened(before: string | null, after: string | null): readonly (readonly [string | null, number])[] {
  let same = 0;
  if (before !== null && after !== null) while (same < before.length && before[same] === after[same]) same += 1;
  const isLong = Math.max(before?.length ?? 0, after?.length ?? 0) > LONGEST_VALUE;
  const from = isLong ? Math.max(0, same - COMMON) : 0;
  return [
    [before, from],
    [after, from],
  ];
}

function valueText(value: string | null, from: number, quote: Quote): string {
  if (value === null) return 'unset';
  const rest = [...value.slice(from)];
  const end = rest.length > LONGEST_VALUE ? '…' : '';
  const shown = quote(`${from > 0 ? '…' : ''}${rest.slice(0, LONGEST_VALUE).join('')}${end}`);
  return shown === '' ? 'empty' : shown;
}
