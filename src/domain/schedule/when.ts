/** The day that a time was meant for. `next`: today, or tomorrow if the time has passed. */
export type Day =
  | { readonly kind: 'next' | 'today' | 'tomorrow' }
  /** 0 is Sunday. */
  | { readonly kind: 'weekday'; readonly weekday: number }
  /** Its first moment, as a local time. */
  | { readonly kind: 'date'; readonly midnight: number };

/** A time as a person asked for it. */
export type When =
  | { readonly kind: 'delay'; readonly delayMs: number }
  | {
      readonly kind: 'clock';
      readonly day: Day;
      /** Since midnight, in milliseconds. */
      readonly timeMs: number;
      /** How far the clocks that are meant are ahead of UTC, in milliseconds; `null` for those of the chat's zone. */
      readonly offsetMs: number | null;
    };

/** A time, the person's own form of it, and what is to happen then. */
export interface WhenText {
  readonly when: When;
  readonly written: string;
  readonly text: string;
}
