import type { Figure } from './row.js';

/** How much is measured: all of it, a little of each, or what two builds are compared by. */
export type Scale = 'full' | 'quick' | 'pair';

/** What a part is measured with. */
export interface Bench {
  /** The built program. */
  readonly program: string;
  readonly scale: Scale;
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

/** The value for the scale. */
export function byScale<T>({ scale }: Bench, values: Readonly<Record<Scale, T>>): T {
  return values[scale];
}
