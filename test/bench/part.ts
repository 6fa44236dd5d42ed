import type { Figure } from './row.js';

/** How much is measured: all of it, a little of each, what two builds are compared by, or only what has a budget. */
export type Scale = 'full' | 'quick' | 'pair' | 'budgets';

/** What a part is measured with. */
export interface Bench {
  /** The built program. */
  readonly program: string;
  readonly scale: Scale;
  /** The numbers of triggers that are measured, where a part measures several; `null` for those that go with the scale. */
  readonly triggers: readonly number[] | null;
  /** How long the soak goes on. */
  readonly minutes: number;
  /** Tells how far it is. */
  say(text: string): void;
}

/** One part of the bench. */
export interface Part {
  readonly name: string;
  /** In a few words, for the list of parts. */
  readonly measures: string;
  measure(bench: Bench): Promise<readonly Figure[]>;
}

/** The value for the scale; what has a budget is measured as in a pair unless another value is given for it. */
export function byScale<T>(
  { scale }: Bench,
  values: Readonly<Record<Exclude<Scale, 'budgets'>, T>> & { readonly budgets?: T },
): T {
  return values[scale] ?? values.pair;
}
