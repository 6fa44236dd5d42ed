import type { Table } from '../../toml/tree.js';

/** A table that may have keys of which only its reader knows. */
export class OpenTable {
  /** The keys that the schema does not know. */
  extra: Table = {};
}
