import type { Tree, TreeValue } from './document.js';
import type { Here, LiveStage } from './live-stage.js';

/** A value that may depend on where the proof takes place: ports, directories. `null`: the key is not written. */
export type Choice = TreeValue | null | ((here: Here) => TreeValue | null);

/** How it is shown that an edit of one key is live. */
export interface Proof {
  /** What the file says besides. */
  readonly around?: Tree | ((here: Here) => Tree);
  /** What the key says first; not written unless given. */
  readonly from?: Choice;
  /** What an edit makes of it. */
  readonly to: Choice;
  /** What the edit changes besides, where the key alone can't be edited or has no meaning. */
  readonly along?: Tree;
  /** Prepares the world before the start. */
  readonly before?: (here: Here) => void | Promise<void>;
  /** Looks at what the program does. Asked before the edit and after it. */
  readonly see: (stage: LiveStage) => unknown;
  /** What is seen before the edit, and after it. */
  readonly shows: readonly [before: unknown, after: unknown];
}

/** Proofs by the names of their keys, without the table that they are all in. */
export type Proofs = Readonly<Record<string, Proof>>;

/** The proofs of one table of the file, by the whole names of their keys. */
export function under(table: string, proofs: Proofs, around: NonNullable<Proof['around']> = {}): Proofs {
  const named = Object.entries(proofs).map(([key, proof]) => [`${table}.${key}`, { around, ...proof }] as const);
  return Object.fromEntries(named);
}
