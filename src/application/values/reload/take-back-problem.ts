import type { ConfigProblem, ConfigTextProblem } from './config-problem.js';
import type { RejectedReading } from './rejected-reading.js';

/** Why an earlier file was not put back; but for the last kind the file is as it was. */
export type TakeBackProblem =
  | { readonly kind: 'not-kept'; readonly number: number }
  | { readonly kind: 'in-force-already'; readonly number: number }
  /** The file has been saved since the reload that was to be undone. */
  | { readonly kind: 'edited-since'; readonly number: number }
  /** What was good then is not any more. */
  | { readonly kind: 'not-good-any-more'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'not-writable'; readonly problem: ConfigTextProblem }
  | { readonly kind: 'refused'; readonly rejected: RejectedReading };
