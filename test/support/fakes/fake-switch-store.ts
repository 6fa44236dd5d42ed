import type { Switchable, SwitchStore, TriggerSwitch } from '../../../src/domain/trigger/switch-store.js';

/** The switches of triggers in memory. */
export class FakeSwitchStore implements SwitchStore {
  readonly #set = new Map<Switchable, TriggerSwitch>();

  async switches(): Promise<ReadonlyMap<Switchable, TriggerSwitch>> {
    return structuredClone(this.#set);
  }

  async set(name: Switchable, to: TriggerSwitch | null): Promise<void> {
    if (to === null) this.#set.delete(name);
    else this.#set.set(name, { ...to });
  }
}
