import type { PermissionChange } from '../../values/permission-change.js';
import { excerpt } from '../text/excerpt.js';
import { codeSpan } from '../text/markdown.js';
import { valuesText } from './difference-text.js';

/** How long an item of a list may be, how many are shown of one key, and how long all lines together may be, in characters. */
const [LONGEST_ITEM, MOST_ITEMS, LONGEST] = [60, 10, 2_500];

/** What is allowed now and was not before, a line of Markdown for each key; `note` is put behind each of its changes. */
export function wideningLines<W extends PermissionChange>(
  widenings: readonly W[],
  note: (widening: W) => string = () => '',
): readonly string[] {
  return inBounds([...groups(widenings, note)].map((group) => lineOf(group, note)));
}

/** Those of one key that are said in one line: items of one list that have the same note, and any other alone. */
function groups<W extends PermissionChange>(
  widenings: readonly W[],
  note: (widening: W) => string,
): Iterable<readonly W[]> {
  const found = new Map<string, W[]>();
  for (const [index, widening] of widenings.entries()) {
    const isItem = widening.kind === 'added' || widening.kind === 'removed';
    const id = isItem ? JSON.stringify([widening.kind, widening.key, note(widening)]) : `${index}`;
    found.set(id, [...(found.get(id) ?? []), widening]);
  }
  return found.values();
}

function lineOf<W extends PermissionChange>(group: readonly W[], note: (widening: W) => string): string {
  const [first] = group;
  if (first === undefined) return '';
  const items = group.flatMap((one) => (one.kind === 'added' || one.kind === 'removed' ? [one.item] : []));
  return `${textOf(first, items)}${note(first)}`;
}

function textOf(widening: PermissionChange, items: readonly string[]): string {
  const key = codeSpan(widening.key);
  switch (widening.kind) {
    case 'changed':
      return `${key}: ${valuesText(widening.before, widening.after)}`;
    case 'hidden':
      return `${key}: changed`;
    case 'entry':
      return `New: ${key}`;
    case 'added':
    case 'removed': {
      const shown = items.slice(0, MOST_ITEMS).map((item) => codeSpan(excerpt(item, LONGEST_ITEM)));
      const more = items.length - shown.length;
      return `${key}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${widening.kind}`;
    }
  }
}

function inBounds(lines: readonly string[]): readonly string[] {
  const fitting: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length;
    if (length > LONGEST) break;
    fitting.push(line);
  }
  const more = lines.length - fitting.length;
  return more > 0 ? [...fitting, `and ${more} more, which the log names`] : fitting;
}
