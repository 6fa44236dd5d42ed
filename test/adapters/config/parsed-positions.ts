import { type AST, parseTOML } from 'toml-eslint-parser';
import type { Position } from '../../../src/adapters/config/toml/lines.js';
import { type Path, pathId } from '../../../src/adapters/config/toml/tree.js';

/** Where a key and its value begin. */
export interface ParsedPlace {
  readonly path: Path;
  readonly key: Position;
  readonly value: Position;
}

/** Every place in a text of TOML as a parser of the whole syntax knows them, the first mention of each. */
export function parsedPositions(text: string): readonly ParsedPlace[] {
  const places = new Map<string, ParsedPlace>();
  const note = (path: Path, key: AST.TOMLNode, value: AST.TOMLNode) => {
    if (!places.has(pathId(path))) places.set(pathId(path), { path, key: start(key), value: start(value) });
  };
  const pair = (node: AST.TOMLKeyValue, around: Path) => {
    const names = node.key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
    for (const [index, part] of node.key.keys.slice(0, -1).entries()) {
      note([...around, ...names.slice(0, index + 1)], part, part);
    }
    note([...around, ...names], node.key, node.value);
    content(node.value, [...around, ...names]);
  };
  const content = (node: AST.TOMLContentNode, path: Path) => {
    if (node.type === 'TOMLInlineTable') for (const inner of node.body) pair(inner, path);
    if (node.type !== 'TOMLArray') return;
    for (const [index, element] of node.elements.entries()) {
      note([...path, index], element, element);
      content(element, [...path, index]);
    }
  };
  for (const node of parseTOML(text, { tomlVersion: 'latest' }).body[0].body) {
    if (node.type === 'TOMLKeyValue') pair(node, []);
    else {
      for (let length = 1; length <= node.resolvedKey.length; length++) {
        note(node.resolvedKey.slice(0, length), node, node);
      }
      for (const inner of node.body) pair(inner, node.resolvedKey);
    }
  }
  return [...places.values()];
}

function start({ loc }: AST.TOMLNode): Position {
  return { line: loc.start.line, column: loc.start.column + 1 };
}
