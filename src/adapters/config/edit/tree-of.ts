import { parseToml } from '../toml/parse-toml.js';
import type { Table } from '../toml/tree.js';

/** What a text says that is known to be TOML. */
export function treeOf(text: string): Table {
  const parsed = parseToml(text);
  if (!parsed.ok) throw new Error(`An edit made something of the text that is not TOML: ${parsed.problem.message}`);
  return parsed.value;
}
