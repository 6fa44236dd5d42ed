import type { Instant } from '../../../src/domain/ports/clock.js';
import type { FiredLedger } from '../../../src/domain/trigger/fired-ledger.js';
import type { TriggerName } from '../../../src/domain/trigger/trigger-name.js';

/** A ledger of fired triggers in memory. */
export class FakeFiredLedger implements FiredLedger {
  readonly #fired = new Map<TriggerName, Instant>();

  async note(name: TriggerName, at: Instant): Promise<void> {
    this.#fired.set(name, Math.max(at, this.#fired.get(name) ?? at));
  }

  async lastFired(): Promise<ReadonlyMap<TriggerName, Instant>> {
    return new Map(this.#fired);
  }
}
