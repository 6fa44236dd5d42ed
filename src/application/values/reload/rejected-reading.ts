import type { ConfigProblem } from './config-problem.js';

/**
 * Why an adapter could not be opened. `refused`: it will not work with these settings. `unreachable`: it may work
 * later. `taken`: somebody has what it needs, perhaps an instance of our own.
 */
export interface OpenProblem {
  readonly kind: 'refused' | 'unreachable' | 'taken';
  /** The key path in the configuration that is at fault. */
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** Nothing was changed, for these reasons. */
export type RejectedReading =
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'not-possible'; readonly part: string; readonly problem: OpenProblem };
