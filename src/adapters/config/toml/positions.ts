import { type AST, parseTOML } from 'toml-eslint-parser';
import { shortened } from './shortened.js';
import type { Path } from './tree.js';
import { pathId } from './tree.js';

/** A place in a text, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds where a key, or its value, stands; for what is not written, the nearest table around it. */
export type Positions = (path: Path, at: 'key' | 'value') => Position | null;

/** Where a node begins. */
type Start = (node: AST.TOMLNode) => Position;

interface Place {
  readonly key: Position;
  readonly value: Position;
}

/** The positions of everything in a TOML text; knows no place if the slower parser does not accept the text. */
export function positionsIn(text: string): Positions {
  const places = new Map<string, Place>();
  try {
    const short = shortened(text);
    const [document] = parseTOML(short.text, { tomlVersion: 'latest' }).body;
    const lines = lineStarts(text);
    const start: Start = ({ range }) => positionAt(lines, short.original(range[0]));
    for (const node of document.body) place(node, [], places, start);
  } catch {
    places.clear();
  }
  return (path, at) => {
    for (let length = path.length; length > 0; length--) {
      const found = places.get(pathId(path.slice(0, length)));
      if (found !== undefined) return length === path.length && at === 'value' ? found.value : found.key;
    }
    return null;
  };
}

function place(node: AST.TOMLTable | AST.TOMLKeyValue, around: Path, places: Map<string, Place>, start: Start): void {
  if (node.type === 'TOMLKeyValue') {
    const path = [...around, ...header(node.key, around, places, start)];
    note(places, path, { key: start(node.key), value: start(node.value) });
    content(node.value, path, places, start);
    return;
  }
  for (let length = 1; length < node.resolvedKey.length; length++) {
    note(places, node.resolvedKey.slice(0, length), { key: start(node), value: start(node) });
  }
  note(places, node.resolvedKey, { key: start(node), value: start(node) });
  for (const inner of node.body) place(inner, node.resolvedKey, places, start);
}

function header(key: AST.TOMLKey, around: Path, places: Map<string, Place>, start: Start): string[] {
  const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  key.keys.slice(0, -1).forEach((part, index) => {
    note(places, [...around, ...names.slice(0, index + 1)], { key: start(part), value: start(part) });
  });
  return names;
}

function content(node: AST.TOMLContentNode, path: Path, places: Map<string, Place>, start: Start): void {
  if (node.type === 'TOMLInlineTable') for (const inner of node.body) place(inner, path, places, start);
  if (node.type !== 'TOMLArray') return;
  node.elements.forEach((element, index) => {
    note(places, [...path, index], { key: start(element), value: start(element) });
    content(element, [...path, index], places, start);
  });
}

/** The first mention counts: a table can be opened again further down. */
function note(places: Map<string, Place>, path: Path, place: Place): void {
  const id = pathId(path);
  if (!places.has(id)) places.set(id, place);
}

/** The offsets at which lines begin, in order. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

function positionAt(lines: readonly number[], offset: number): Position {
  let [first, behind] = [0, lines.length];
  while (behind - first > 1) {
    const middle = (first + behind) >> 1;
    if ((lines[middle] ?? 0) <= offset) first = middle;
    else behind = middle;
  }
  return { line: first + 1, column: offset - (lines[first] ?? 0) + 1 };
}
