import type { Instant } from './clock.js';

/** Knows what clocks show. `null` as a zone is the machine's; a local time is written as the instant at which UTC shows it. */
export interface LocalTime {
  /** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
  offset(zone: string | null, instant: Instant): number;
  /** When the clocks show a local time: the first time if they do so twice, right after the jump if they never do. */
  instantOf(zone: string | null, local: number): Instant;
}
