import { lineEnd } from './scan.js';

/** A part of a text, cut at the beginning of a line. */
export interface Block {
  readonly text: string;
  /** The list that this is one entry of, as its header names it (`triggers.crons`); `null` for what stands between entries. */
  readonly list: string | null;
}

const ENTRY = /^\[\[([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+)\]\]\s*(?:#[^\n]*)?$/;
const HEADER = /^\[\[?[^[\]]*\]\]?\s*(?:#[^\n]*)?$/;

/**
 * Cuts a text at the headers that begin its lines: each entry of a list of tables, with the tables inside of it, is a block.
 * A header that only looks like one, as in a long string, is cut at too: blocks that are not TOML by themselves tell of that.
 */
export function blocksIn(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let [start, list]: [number, string | null] = [0, null];
  for (const index of headersIn(text)) {
    const header = text.slice(index, lineEnd(text, index));
    const entry = ENTRY.exec(header)?.[1] ?? null;
    if (isInside(header, list) || (entry === null && (list === null || !HEADER.test(header)))) continue;
    if (index > start) blocks.push({ text: text.slice(start, index), list });
    [start, list] = [index, entry];
  }
  if (start < text.length) blocks.push({ text: text.slice(start), list });
  return blocks;
}

function isInside(header: string, list: string | null): boolean {
  return list !== null && (header.startsWith(`[${list}.`) || header.startsWith(`[[${list}.`));
}

/** The offsets of the lines that begin with a bracket. */
function* headersIn(text: string): Iterable<number> {
  if (text.startsWith('[')) yield 0;
  for (let end = text.indexOf('\n['); end !== -1; end = text.indexOf('\n[', end + 1)) yield end + 1;
}
