import type { Instant } from '../ports/clock.js';

/**
 * Whether a trigger may start a run. `lane`: runs of the same lane follow each other. `isNews`: nobody was told yet of
 * this reason, which may hold for many runs in a row.
 */
export type Admission =
  | { readonly kind: 'admitted'; readonly lane: string | null }
  | { readonly kind: 'still-running'; readonly isNews: boolean }
  | { readonly kind: 'too-many-waiting'; readonly isNews: boolean }
  | { readonly kind: 'capped'; readonly most: number; readonly freeAt: Instant; readonly isNews: boolean };

/** Why a trigger may not start a run now. */
export type Refusal = Exclude<Admission, { kind: 'admitted' }>;
