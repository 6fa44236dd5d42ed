import { entriesOf, schemaKeys, type TableClass } from '../schema/keys/schema.js';
import type { Position } from '../toml/lines.js';

/** The most characters of a line that are shown. */
const WIDTH = 100;

/** What a line says that may hold a secret, whatever its key is. */
const DISCREET = /token|secret|key|pass|auth|header|url|body|cookie|credential|bearer|sk-|whsec/i;

/** What tells how a value is written without telling what it says. */
const SHAPE = /[^\s"'=,.[\]{}#:]/gu;

/**
 * The line of a text and a caret below the place in it, for a person to look at. Values are shown of known keys only, and of
 * none that may be secret; everything else is dots, since the text is not TOML and a line may be part of anything.
 */
export function maskedLine(
  text: string,
  { line, column }: Position,
  root: TableClass,
): readonly [line: string, caret: string] {
  const written = (text.split('\n', line)[line - 1] ?? '').replace(/\r$/, '').replaceAll('\t', ' ');
  const shown = masked(written, root);
  const at = Math.min(column - 1, shown.length);
  const from = Math.max(0, Math.min(at - WIDTH / 2, shown.length - WIDTH));
  return [shown.slice(from, from + WIDTH), `${' '.repeat(at - from)}^`];
}

function masked(line: string, root: TableClass): string {
  const table = /^\s*\[\[?([a-z][a-z_]*)[a-z0-9_.-]*\]{0,2}\s*$/.exec(line);
  if (table !== null && entriesOf(root).has(table[1] ?? '')) return line;
  const key = /^\s*([a-z][a-z_]{0,40})\s*=/.exec(line);
  if (key === null) return line.replace(SHAPE, '•');
  if (plainKeys(root).has(key[1] ?? '') && !DISCREET.test(line)) return line;
  return key[0] + line.slice(key[0].length).replace(SHAPE, '•');
}

function plainKeys(root: TableClass): ReadonlySet<string> {
  const keys = schemaKeys(root).map(({ entry }) => entry);
  return new Set(keys.filter(({ kind, discreet }) => kind.secret !== true && !discreet).map(({ name }) => name));
}
