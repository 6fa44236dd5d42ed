import type { PermissionChange } from '../../values/permission-change.js';
import type { ConfigProblem } from '../../values/reload/config-problem.js';
import type { ConfigDifference } from './config-difference.js';
import { differenceLines } from './difference-text.js';
import { reasons } from './reload-report.js';
import { notKeptText } from './take-back-text.js';
import { wideningLines } from './widening-text.js';

/** What is compared with the configuration that is live: the file as it is now, or as it was in that configuration. */
export type Compared = { readonly kind: 'file' } | { readonly kind: 'configuration'; readonly number: number };

/** What a comparison came to. */
export type ConfigComparison =
  | { readonly kind: 'not-kept'; readonly number: number }
  | { readonly kind: 'invalid'; readonly of: Compared; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'nothing-live'; readonly of: Compared }
  | {
      readonly kind: 'compared';
      readonly of: Compared;
      /** Number of the configuration that is live. */
      readonly live: number;
      readonly difference: ConfigDifference;
      readonly widened: readonly PermissionChange[];
    };

/** From what is live to what was asked about; Markdown. */
export function configDiffText(comparison: ConfigComparison): string {
  switch (comparison.kind) {
    case 'not-kept':
      return `❌ ${notKeptText(comparison.number)}`;
    case 'invalid':
      return invalidText(comparison);
    case 'nothing-live':
      return `${nameOf(comparison.of)} is valid; nothing is live yet.`;
    case 'compared':
      return comparedText(comparison);
  }
}

function invalidText({ of, problems }: Extract<ConfigComparison, { kind: 'invalid' }>): string {
  const why = reasons({ kind: 'invalid', problems });
  return of.kind === 'file'
    ? `⚠️ The file can't be applied as it is.${why}`
    : `⚠️ ${nameOf(of)} can no longer be applied.${why}`;
}

function comparedText({ of, live, difference, widened }: Extract<ConfigComparison, { kind: 'compared' }>): string {
  const lines = differenceLines(difference);
  const wider = wideningLines(widened).map((line) => `⚠️ ${line}`);
  if (lines.length + wider.length === 0) return `${nameOf(of)} matches what is live (configuration ${live}).`;
  return [`From what is live (configuration ${live}) to ${nameOf(of)}:`, ...lines, ...wider].join('  \n');
}

function nameOf(of: Compared): string {
  return of.kind === 'file' ? 'The file' : `Configuration ${of.number}`;
}
