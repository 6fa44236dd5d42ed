/** How a change of settings takes effect on something that runs. */
export type Effect = 'none' | 'start' | 'stop' | 'retune' | 'replace' | 'handover';

/** What a reload did to one part of the program. */
export interface PartEffect {
  readonly part: string;
  readonly effect: Effect;
}
