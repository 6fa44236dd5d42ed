import type { Instant } from '../ports/clock.js';
import type { TriggerName } from './trigger-name.js';

/** What people did to a trigger, over the configuration: `paused` holds its work, `off` lets it do nothing. */
export interface TriggerSwitch {
  readonly to: 'paused' | 'off';
  readonly since: Instant;
  /** When a pause ends by itself; `null` for never. */
  readonly until: Instant | null;
}

/** What can be switched: one trigger, or all of them together. */
export type Switchable = TriggerName | 'all';

/** The switches that people set in the chat. Durable. */
export interface SwitchStore {
  /** Those that are set. */
  switches(): Promise<ReadonlyMap<Switchable, TriggerSwitch>>;
  /** Sets one; `null` takes it away. */
  set(name: Switchable, to: TriggerSwitch | null): Promise<void>;
}
