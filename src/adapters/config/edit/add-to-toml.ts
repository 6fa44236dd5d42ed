import { type Path, startsWith, type TreeValue } from '../toml/tree.js';
import { insertItem } from './bracket-items.js';
import { type Section, TomlLayout } from './toml-layout.js';
import { tomlKey, tomlLiteral } from './toml-literal.js';

/** Writes a value where there is none, into the table around it or into a new one. */
export function addToToml(text: string, path: Path, value: TreeValue): string {
  const layout = new TomlLayout(text);
  const found = layout.find(path);
  if (found?.node.type === 'TOMLInlineTable') {
    return insertItem(layout, found.node, found.node.body.length, `${keyOf(found.rest)} = ${tomlLiteral(value)}`);
  }
  if (found !== null) throw new Error('A value that is no table is in the way.');
  for (let length = path.length - 1; length > 0; length--) {
    const added = addBelow(layout, path.slice(0, length), path, value);
    if (added !== null) return added;
  }
  return path.length === 1 ? addKey(layout, layout.top, path, value) : addTable(layout, [], path, value);
}

/** Writes below a table that is there, however it was made; `null` if it is not. */
function addBelow(layout: TomlLayout, around: Path, path: Path, value: TreeValue): string | null {
  const direct = around.length === path.length - 1;
  const below = layout.sections.filter((section) => section.header !== null && startsWith(section.path, around));
  const own = below.find((section) => section.path.length === around.length);
  if (own !== undefined) return direct ? addKey(layout, own, path, value) : addTable(layout, around, path, value);
  const dotted = layout.sections.find(
    ({ path: outside, entries }) =>
      outside.length < around.length && entries.some((entry) => startsWith(entry.path, around)),
  );
  if (dotted !== undefined) return addKey(layout, dotted, path, value, around);
  const [first] = below;
  if (first === undefined) return null;
  if (!direct) return addTable(layout, around, path, value);
  return layout.withLines(layout.leadOf(first), [...tableLines(layout, path, value), '']);
}

/** A key after the last one of its section, or after the last one that begins as `kin` does. */
function addKey(layout: TomlLayout, section: Section, path: Path, value: TreeValue, kin: Path = []): string {
  const last = section.entries.findLast((entry) => startsWith(entry.path, kin)) ?? section.header;
  const line = keyLine(layout, path.slice(section.path.length), value);
  if (last !== null) return layout.withLines(layout.nextLine(last.end), [layout.indentAt(last.start) + line]);
  const [, next] = layout.sections;
  if (next === undefined) return layout.withLines(layout.text.length, [line]);
  return layout.withLines(layout.leadOf(next), [line, '']);
}

/** A table with its first key: after its nearest kin below `around`, else at the end. */
function addTable(layout: TomlLayout, around: Path, path: Path, value: TreeValue): string {
  const kin = nearestKin(layout, around, path);
  const place = kin === null ? layout.text.length : layout.endOf(kin);
  const above = layout.text.slice(0, place);
  const before = /(?:^|\n)[ \t]*(?:\r?\n)?$/.test(above) && !/[^\n]\r?\n$/.test(above) ? [] : [''];
  const after = /^[ \t]*(?:\r?\n|$)/.test(layout.text.slice(place)) ? [] : [''];
  return layout.withLines(place, [...before, ...tableLines(layout, path, value), ...after]);
}

function nearestKin(layout: TomlLayout, around: Path, path: Path): Section | null {
  const kin = layout.sections.filter(({ header, path: other }) => header !== null && startsWith(other, around));
  const near = Math.max(...kin.map((section) => shared(section.path, path)));
  return near > 0 ? (kin.findLast((section) => shared(section.path, path) === near) ?? null) : null;
}

function shared(a: Path, b: Path): number {
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs === -1 ? a.length : differs;
}

function tableLines(layout: TomlLayout, path: Path, value: TreeValue): readonly string[] {
  return [`[${keyOf(path.slice(0, -1))}]`, keyLine(layout, path.slice(-1), value)];
}

function keyLine(layout: TomlLayout, path: Path, value: TreeValue): string {
  return `${keyOf(path)} = ${tomlLiteral(value, { multiline: layout.lineBreak === '\n' })}`;
}

/** A header names no index: it is about the last entry above it. */
function keyOf(path: Path): string {
  return tomlKey(path.filter((part) => typeof part === 'string'));
}
