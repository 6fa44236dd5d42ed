import type { Instant } from './clock.js';

/** What a time in a person's words means. */
export type SpokenWhen =
  /** So much time from now. */
  | { readonly kind: 'span'; readonly ms: number }
  /** One instant: the words name a time zone. */
  | { readonly kind: 'instant'; readonly instant: Instant }
  /**
   * What the person's clocks show, written as the instant at which UTC shows it. `clock`: whether the words name a time of
   * day (`twelve-hours`: one that may be before noon or after it), or a part of the day, or leave it open.
   */
  | {
      readonly kind: 'local';
      readonly local: number;
      readonly clock: 'said' | 'twelve-hours' | 'part-of-day' | 'open';
    };

/** A time in a person's words at the beginning of a text. */
export interface SpokenTime {
  readonly when: SpokenWhen;
  /** As the person wrote it. */
  readonly written: string;
  /** What stands behind it, trimmed. */
  readonly text: string;
}

/** Understands times as people say them: `tomorrow`, `next friday 9am`, `heute um 15 Uhr`. */
export interface SpokenTimes {
  /** The time that a text begins with, said at a local time (written as in `SpokenWhen`); `null` if it begins with none. */
  read(text: string, local: number): Promise<SpokenTime | null>;
}
