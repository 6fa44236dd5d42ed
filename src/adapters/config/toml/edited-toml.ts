import { fail, ok, type Result } from '../../../domain/result.js';
import { type Block, blocksIn } from './blocks.js';
import { valueAt, withValue } from './change.js';
import { parseToml, type SyntaxFault } from './parse-toml.js';
import { isList, isTable, type Table, type TreeValue } from './tree.js';

/** Divides long work into turns. */
interface Turns {
  readonly isOver: boolean;
  rest(): Promise<void>;
}

/** Why a text has to be read in one piece: something in it reaches from one block into another, or it is not TOML. */
const IN_ONE_PIECE = 'in one piece';
type InBlocks<T> = Result<T, typeof IN_ONE_PIECE>;

/** Entries of lists, by all that is written of them. */
export type EntriesByText = ReadonlyMap<string, Table>;

/** What a text says. */
export interface ReadToml {
  readonly tree: Table;
  readonly entries: EntriesByText;
}

/**
 * Reads a text as `parseToml` would. Entries of lists are read one by one, in turns; those that are written as in a text of
 * before, whose `entries` are known, are the same objects as then.
 */
export async function readEdited(
  text: string,
  known: EntriesByText,
  turns: Turns,
): Promise<Result<ReadToml, SyntaxFault>> {
  const read = await readInBlocks(blocksIn(text), known, turns);
  if (read.ok) return read;
  const whole = parseToml(text);
  return whole.ok ? ok({ tree: whole.value, entries: new Map() }) : whole;
}

async function readInBlocks(blocks: readonly Block[], known: EntriesByText, turns: Turns): Promise<InBlocks<ReadToml>> {
  const lists = new Map<string, TreeValue[]>();
  const entries = new Map<string, Table>();
  for (const { text, list } of blocks) {
    if (list === null) continue;
    // The same text twice is two entries.
    const entry = (entries.has(text) ? undefined : known.get(text)) ?? entryIn(text, list);
    if (entry === null) return fail(IN_ONE_PIECE);
    entries.set(text, entry);
    const listed = lists.get(list);
    if (listed === undefined) lists.set(list, [entry]);
    else listed.push(entry);
    if (turns.isOver) await turns.rest();
  }
  const rest = restOf(blocks);
  const tree = rest.ok ? filled(rest.value, lists) : rest;
  return tree.ok ? ok({ tree: tree.value, entries }) : tree;
}

/** The only thing that a block says; `null` if it is not TOML by itself, or says more. */
function entryIn(text: string, list: string): Table | null {
  const parsed = parseToml(text);
  let inner: TreeValue | undefined = parsed.ok ? parsed.value : undefined;
  for (const part of list.split('.')) {
    if (!isTable(inner) || Object.keys(inner).length !== 1) return null;
    inner = inner[part];
  }
  const [entry, ...more] = isList(inner) ? inner : [];
  return isTable(entry) && more.length === 0 ? entry : null;
}

interface Rest {
  readonly tree: Table;
  /** How many empty entries stand for those of each list. */
  readonly standIns: ReadonlyMap<string, number>;
}

/** The text without its entries: an empty one of each list stands where they stood, so that whatever excludes a list is found. */
function restOf(blocks: readonly Block[]): InBlocks<Rest> {
  const standIns = new Map<string, number>();
  const texts: string[] = [];
  let here = new Set<string>();
  for (const [index, { text, list }] of blocks.entries()) {
    if (list === null) {
      if (index < blocks.length - 1 && !isClosed(text)) return fail(IN_ONE_PIECE);
      texts.push(text);
      here = new Set();
    } else if (!here.has(list)) {
      texts.push(`[[${list}]]\n`);
      here.add(list);
      standIns.set(list, (standIns.get(list) ?? 0) + 1);
    }
  }
  const parsed = parseToml(texts.join(''));
  return parsed.ok ? ok({ tree: parsed.value, standIns }) : fail(IN_ONE_PIECE);
}

/** Whether no long string that begins in the text ends behind it, where it would hide what follows. */
function isClosed(text: string): boolean {
  return !/"""|'''/.test(text) || parseToml(text).ok;
}

/** The tree with its entries; a stand-in that is not empty was meant by a header that stands elsewhere. */
function filled({ tree, standIns }: Rest, lists: ReadonlyMap<string, readonly TreeValue[]>): InBlocks<Table> {
  let whole = tree;
  for (const [list, entries] of lists) {
    const path = list.split('.');
    const found = valueAt(tree, path);
    const isAsPut =
      isList(found) &&
      found.length === standIns.get(list) &&
      found.every((one) => isTable(one) && Object.keys(one).length === 0);
    if (!isAsPut) return fail(IN_ONE_PIECE);
    whole = withValue(whole, path, entries);
  }
  return ok(whole);
}
