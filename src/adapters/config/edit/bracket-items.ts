import type { AST } from 'toml-eslint-parser';
import { splice } from './splice.js';
import type { TomlLayout } from './toml-layout.js';

/** A list or an inline table. */
type Brackets = AST.TOMLArray | AST.TOMLInlineTable;

/** Puts one more item between the brackets, on a line of its own where the item before it has one. */
export function insertItem(layout: TomlLayout, node: Brackets, index: number, item: string): string {
  const { text } = layout;
  const items = itemsOf(node);
  const before = items[index - 1];
  const after = items[index];
  if (before !== undefined) return insertAfter(layout, node, index - 1, item);
  if (after !== undefined)
    return splice(text, after.range[0], after.range[0], `${item},${gap(layout, after.range[0])}`);
  if (/^[{[][ \t]*[}\]]$/.test(text.slice(...node.range))) {
    return splice(text, ...node.range, node.type === 'TOMLArray' ? `[${item}]` : `{ ${item} }`);
  }
  return splice(text, node.range[0] + 1, node.range[0] + 1, item);
}

function insertAfter(layout: TomlLayout, node: Brackets, index: number, item: string): string {
  const { text, lineBreak } = layout;
  const items = itemsOf(node);
  const [start, end] = items[index]?.range ?? node.range;
  const next = items[index + 1];
  const comma = layout.commaIn(end, next?.range[0] ?? node.range[1]);
  const behind = comma === null ? end : comma + 1;
  const line = layout.nextLine(behind);
  const alone = ownLine(layout, start) && /^[ \t]*(?:#.*)?\r?\n$/.test(text.slice(behind, line));
  if (!alone)
    return splice(text, behind, behind, comma === null ? `, ${item}` : ` ${item}${next === undefined ? '' : ','}`);
  const added = splice(text, line, line, `${layout.indentAt(start)}${item}${comma === null ? '' : ','}${lineBreak}`);
  return comma === null ? splice(added, end, end, ',') : added;
}

/** Takes an item out, with its comma, and with its line and the comment behind it if it is alone there. */
export function removeItem(layout: TomlLayout, node: Brackets, index: number): string {
  const { text } = layout;
  const items = itemsOf(node);
  const [start, end] = items[index]?.range ?? node.range;
  const comma = layout.commaIn(end, items[index + 1]?.range[0] ?? node.range[1]);
  if (ownLine(layout, start)) {
    const line = layout.nextLine(comma ?? end);
    if (/^[ \t]*(?:#.*)?\r?\n$/.test(text.slice((comma ?? end - 1) + 1, line))) {
      return splice(text, layout.lineStart(start), line);
    }
  }
  if (comma !== null) return splice(text, start, comma + 1 + blanksAt(text, comma + 1));
  const before = items[index - 1];
  if (before !== undefined) return withoutLast(layout, before.range[1], start, end);
  const inside = text.slice(node.range[0] + 1, start) + text.slice(end, node.range[1] - 1);
  if (/^[ \t]*$/.test(inside)) return splice(text, node.range[0] + 1, node.range[1] - 1);
  return splice(text, start, end);
}

/** The comma before the last item goes with it, unless a line break is between them: there it may stay. */
function withoutLast(layout: TomlLayout, behind: number, start: number, end: number): string {
  const { text } = layout;
  const comma = layout.commaIn(behind, start) ?? start;
  return splice(text, /\n/.test(text.slice(comma, start)) ? start : comma, end);
}

function itemsOf(node: Brackets): readonly (AST.TOMLContentNode | AST.TOMLKeyValue)[] {
  return node.type === 'TOMLArray' ? node.elements : node.body;
}

function ownLine(layout: TomlLayout, offset: number): boolean {
  return /^[ \t]*$/.test(layout.text.slice(layout.lineStart(offset), offset));
}

/** What stands between an item and the next: a blank, or a new line like the next one's. */
function gap(layout: TomlLayout, offset: number): string {
  return ownLine(layout, offset) ? `${layout.lineBreak}${layout.indentAt(offset)}` : ' ';
}

function blanksAt(text: string, offset: number): number {
  return /^[ \t]*/.exec(text.slice(offset))?.[0].length ?? 0;
}
