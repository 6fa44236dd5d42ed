/** What came of an attempt. */
export type Verdict =
  | { readonly kind: 'held' }
  /** Goes through on purpose; `why` says where people are told. */
  | { readonly kind: 'by-design'; readonly why: string }
  | { readonly kind: 'broke'; readonly seen: string };

/** One try against the program, with what it must do about it. */
export interface Attempt<S> {
  /** Unique within its area. */
  readonly name: string;
  /** The right behaviour, in words. */
  readonly expected: string;
  readonly run: (stage: S) => Promise<Verdict>;
}

/** A program in the shape that some attempts need. */
export interface Target extends AsyncDisposable {
  /** Why the next attempt can't be made with it, such as that it has ended; `null` while it can. */
  trouble(): Promise<string | null>;
}

/** Attempts that share a target, which is opened for the first of them and again after one that ruined it. */
export interface Scene {
  /** The row of the table that they count in. */
  readonly area: string;
  /** Of how many attempts one is made in `npm test`; 0 for none of them. */
  readonly quick: number;
  readonly names: readonly string[];
  /** Makes the attempts that are chosen, in order, and reports each. */
  play(report: (outcome: Outcome) => void, choice?: Choice): Promise<void>;
}

/** Which attempts of a scene are made. */
export interface Choice {
  /** Every n-th of them. */
  readonly every?: number;
  /** Those with such a name. */
  readonly match?: RegExp;
}

/** An attempt that was made. */
export interface Outcome {
  readonly area: string;
  readonly name: string;
  readonly expected: string;
  readonly verdict: Verdict;
  readonly ms: number;
}

export const HELD: Verdict = { kind: 'held' };

/** It fell short. */
export function broke(seen: string): Verdict {
  return { kind: 'broke', seen: seen.replaceAll(/\s+/g, ' ').slice(0, 300) };
}

/** It is allowed, and people are told so. */
export function byDesign(why: string): Verdict {
  return { kind: 'by-design', why };
}

/** Held if nothing speaks against it. */
export function heldUnless(objection: string | false | null | undefined): Verdict {
  return typeof objection === 'string' ? broke(objection) : HELD;
}

/** Whether an answer has one of the statuses. */
export function answered(status: number, ...right: readonly number[]): Verdict {
  return heldUnless(!right.includes(status) && `answered ${status}`);
}
