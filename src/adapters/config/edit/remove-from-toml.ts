import { valueAt } from '../toml/change.js';
import { isTable, type Path, startsWith } from '../toml/tree.js';
import { removeItem } from './bracket-items.js';
import { splice } from './splice.js';
import { type Found, keysBelow, type Section, TomlLayout } from './toml-layout.js';
import { treeOf } from './tree-of.js';

/**
 * Takes what a path leads to out of TOML text: a key with its line, a table or an entry of a list with everything in it
 * and the comment directly above it. Other comments stay, those behind a removed key on its line excepted.
 */
export function removeFromToml(text: string, path: Path): string {
  const layout = new TomlLayout(text);
  const found = layout.find(path);
  if (found !== null) return removeInside(layout, found, path);
  const lines = layout.sections.flatMap((section) =>
    section.header !== null && startsWith(section.path, path)
      ? [sectionLines(layout, section)]
      : section.entries.filter((entry) => startsWith(entry.path, path)).map((entry) => keyLines(layout, entry)),
  );
  const rest = lines.reduceRight((left, { start, end }) => splice(left, start, end), text);
  return /\n[ \t]*\r?\n$/.test(text) ? rest : rest.replace(/(\r?\n)(?:[ \t]*\r?\n)+$/, '$1');
}

/** Several keys of an inline table can be what one path leads to: `{ a.b = 1, a.c = 2 }`. */
function removeInside(layout: TomlLayout, { entry, node, rest, holder, index }: Found, path: Path): string {
  if (rest.length === 0 && holder !== null) return removeItem(layout, holder, index);
  if (rest.length === 0) {
    const { start, end } = keyLines(layout, entry);
    return splice(layout.text, start, end);
  }
  const kin = node.type === 'TOMLInlineTable' ? keysBelow(node, rest) : -1;
  if (node.type !== 'TOMLInlineTable' || kin === -1) return layout.text;
  return removeFromToml(removeItem(layout, node, kin), path);
}

/** As `removeFromToml`; tables that have nothing left in them then, no comment either, go too. */
export function unsetInToml(text: string, path: Path): string {
  const next = removeFromToml(text, path);
  const around = path.slice(0, -1);
  if (around.length === 0 || typeof around.at(-1) === 'number') return next;
  const left = valueAt(treeOf(next), around);
  if (left !== undefined && (!isTable(left) || Object.keys(left).length > 0)) return next;
  const layout = new TomlLayout(next);
  const sections = layout.sections.filter((section) => section.header !== null && startsWith(section.path, around));
  return sections.some((section) => layout.isCommented(section)) ? next : unsetInToml(next, around);
}

interface Lines {
  readonly start: number;
  readonly end: number;
}

function keyLines(layout: TomlLayout, { start, end }: Lines): Lines {
  return { start: layout.lineStart(start), end: layout.nextLine(end) };
}

/** With the blank lines that follow. */
function sectionLines(layout: TomlLayout, section: Section): Lines {
  const lead = layout.leadOf(section);
  // A comment at the very beginning is more likely about the whole file.
  const start = lead === 0 ? layout.lineStart(section.header?.start ?? 0) : lead;
  const end = layout.endOf(section);
  const blank = /^(?:[ \t]*\r?\n)*/.exec(layout.text.slice(end))?.[0].length ?? 0;
  return { start, end: end + blank };
}
