import type { TriggerName } from '../../domain/trigger/trigger-name.js';

/** Why a trigger can't be steered as asked. */
export type SteerProblem =
  | { readonly kind: 'unknown'; readonly id: string; readonly known: readonly TriggerName[] }
  | { readonly kind: 'ambiguous'; readonly id: string; readonly meant: readonly TriggerName[] }
  | { readonly kind: 'off-in-file'; readonly name: TriggerName }
  | { readonly kind: 'off'; readonly name: TriggerName }
  | { readonly kind: 'all-paused' }
  | { readonly kind: 'not-a-cron'; readonly name: TriggerName }
  | { readonly kind: 'not-paused'; readonly name: TriggerName | null };
