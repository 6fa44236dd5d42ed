import type { Instant } from '../ports/clock.js';
import type { TriggerName } from './trigger-name.js';

/** When each trigger fired last, over reloads and restarts. Durable. */
export interface FiredLedger {
  /** Notes that a trigger fired; an earlier instant than the one that is known changes nothing. */
  note(name: TriggerName, at: Instant): Promise<void>;
  /** When each trigger fired last; one that never did is missing. */
  lastFired(): Promise<ReadonlyMap<TriggerName, Instant>>;
}
