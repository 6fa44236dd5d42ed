import type { Path } from '../toml/tree.js';

/** What is wrong with one value and how to fix it, one sentence each. Never quotes a secret. */
export interface Complaint {
  readonly message: string;
  readonly hint: string;
}

/** A complaint about a place in the document; `at` says whether the key or its value is pointed at. */
export interface Fault extends Complaint {
  readonly path: Path;
  readonly at: 'key' | 'value';
}

/** A fault at the value of a key. */
export function faultAt(path: Path, message: string, hint: string): Fault {
  return { path, at: 'value', message, hint };
}
