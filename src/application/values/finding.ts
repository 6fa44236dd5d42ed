/** How good or bad a finding is; a `note` is neither. */
export type Grade = 'ok' | 'note' | 'warning' | 'error';

/** What an examination found about one thing. */
export interface Finding {
  /** What was looked at. */
  readonly check: string;
  readonly grade: Grade;
  readonly detail: string;
  /** How to fix it; `null` where nothing is to be fixed. */
  readonly hint: string | null;
  /** What `--fix` does about it. */
  readonly repair?: Repair;
}

/** What can be put right without a person. */
export type Repair = { readonly kind: 'close-file'; readonly path: string } | { readonly kind: 'remove-webhook' };

/** Nothing is wrong with it. */
export function fine(check: string, detail: string): Finding {
  return { check, grade: 'ok', detail, hint: null };
}
