import type { Instant } from '../../../domain/ports/clock.js';

/** Shows, to the process after this one, until when this one lived unless it came to its end in order. */
export interface LifeSign {
  /** When the process before this one was last known to live; `null` if it ended in order, or there was none. */
  readonly brokeOffAt: Instant | null;
  /** This process lives, from now on. */
  begin(): void;
  /** It ends in order; may be called again. */
  end(): void;
}
