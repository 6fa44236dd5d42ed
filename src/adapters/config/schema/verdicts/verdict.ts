import type { Permission } from '../../../../domain/engine/permission.js';
import type { Secret } from '../../../../domain/secret.js';

/** In which way a key allows more than before; `changed` may say itself how the values look. */
export type Wider =
  | { readonly kind: 'changed'; readonly shown?: { readonly before: string | null; readonly after: string | null } }
  | { readonly kind: 'added' | 'removed'; readonly items: readonly string[] }
  /** The value may hold a secret. */
  | { readonly kind: 'hidden' };

/** What an engine may do unasked where a person can be asked, and where nobody can. */
export interface RunPermission {
  readonly mode: string;
  readonly attended: Permission;
  readonly unattended: Permission;
}

/** What the words of one configuration amount to. */
export interface ConfigFacts {
  /** Of runs of that engine; `mode` is what a trigger says, `null` for nothing. */
  permission(engine: string, mode: string | null): RunPermission;
  /** The engine of a trigger that names that engine and that project, or none. */
  engineFor(engine: string | null, project: string | null): string;
  /** What is kept under that name; `null` if it can't be read. */
  secret(kind: 'variable' | 'file', name: string): Secret | null;
  /** Where triggers may work with files; absolute. */
  fileRoots(named: readonly string[] | null): readonly string[];
}

/** One of the two configurations that are compared, as seen from a key. */
export interface Side {
  /** The table that the key is in. */
  readonly table: object;
  readonly facts: ConfigFacts;
}

/** What a key's change is judged by, beside its two values. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** The entry that the key is in was not there before; it is compared with its defaults. */
  readonly isNew: boolean;
  /** Where the key is, by names. */
  readonly path: readonly string[];
}

/** When an edit of a key allows more than before. */
export interface Widens<T> {
  /** For the reference: `raised`. */
  readonly text: string;
  /** It depends on more than the value of the key, so that it is judged even if that is the same. */
  readonly always?: boolean;
  /** How the key allows more than before; `null` if it does not. Both values are resolved: defaults are filled in. */
  judge(before: T, after: T, comparison: Comparison): Wider | null;
}

/** What a key of the schema says about itself: when it widens, or that it never does. */
export type Verdict<T> = Widens<T> | 'never';
