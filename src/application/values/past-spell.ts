import type { Instant } from '../../domain/ports/clock.js';

/** A time in which a bot did not hear, or heard only in turns with another program. */
export interface PastSpell {
  readonly from: Instant;
  readonly until: Instant;
  /** By the stopwatch, which no change of the clock disturbs. */
  readonly lengthMs: number;
  /** The latest failure, in words. */
  readonly trouble: string;
  /** How often another program's polls got in the way; 0 if nobody was heard at all. */
  readonly conflicts: number;
}
