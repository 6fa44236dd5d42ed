import type { Kind } from '../schema/kinds/kind.js';
import { parseToml } from '../toml/parse-toml.js';
import type { TreeValue } from '../toml/tree.js';

/** What a text stands for: what it is in TOML if the key takes that, else the text itself. */
export function valueIn(text: string, kind: Kind<unknown> | null): TreeValue {
  const literal = literalIn(text);
  if (literal === null || kind === null) return literal ?? text;
  return !kind.read(literal).ok && kind.read(text).ok ? text : literal;
}

/** A text of several lines could write more than one key. */
function literalIn(text: string): TreeValue | null {
  const parsed = parseToml(`value = ${text}`);
  if (!parsed.ok || Object.keys(parsed.value).length !== 1) return null;
  return parsed.value['value'] ?? null;
}
