import type { Clock, Instant } from '../ports/clock.js';
import type { Switchable, SwitchStore, TriggerSwitch } from './switch-store.js';
import type { Trigger } from './trigger.js';
import type { TriggerCatalog } from './trigger-catalog.js';
import type { TriggerName } from './trigger-name.js';

/** Whether a trigger may act: `paused`, its work is held; `off`, it does nothing at all. */
export type GateState = 'on' | 'paused' | 'off';

/** Says of every trigger whether it may act now, as people switched it in the chat. */
export class TriggerSwitches {
  readonly #book: SwitchStore;
  readonly #clock: Clock;
  #switches = new Map<Switchable, TriggerSwitch>();

  constructor(book: SwitchStore, clock: Clock) {
    this.#book = book;
    this.#clock = clock;
  }

  /** Reads what was switched before; to be called before any trigger may act. */
  async load(): Promise<void> {
    this.#switches = new Map(await this.#book.switches());
  }

  stateOf(name: TriggerName): GateState {
    const own = this.#switches.get(name)?.to;
    if (own === 'off') return 'off';
    return own ?? (this.allPausedSince === null ? 'on' : 'paused');
  }

  /** How many triggers of each kind may act. */
  on(catalog: TriggerCatalog): Readonly<Record<Trigger['kind'], number>> {
    if (this.allPausedSince !== null) return { cron: 0, webhook: 0 };
    const on = { ...catalog.enabled };
    for (const name of this.#switches.keys()) {
      const switched = name === 'all' ? null : catalog.byName(name);
      if (switched?.enabled === true) on[switched.kind] -= 1;
    }
    return on;
  }

  /** Since when everything is paused; `null` if it isn't. */
  get allPausedSince(): Instant | null {
    return this.#switches.get('all')?.since ?? null;
  }

  /** Since when the trigger has been paused or off, by itself or with all; `null` if it is on. */
  since(name: TriggerName): Instant | null {
    return this.#switches.get(name)?.since ?? this.allPausedSince;
  }

  /** When the trigger's own pause, or that of all, ends by itself; `null` if it doesn't. */
  until(name: Switchable): Instant | null {
    return this.#switches.get(name)?.until ?? null;
  }

  /** The pauses that end by themselves, by when they do. */
  get ending(): ReadonlyMap<Switchable, Instant> {
    const all = [...this.#switches].flatMap(([name, { until }]) => (until === null ? [] : [[name, until] as const]));
    return new Map(all);
  }

  /**
   * Switches, and resolves with the former switch once the change is on disk; the same switch again changes nothing.
   * `until`: when a pause is to end.
   */
  async turn(name: Switchable, to: GateState, until: Instant | null = null): Promise<TriggerSwitch | null> {
    const before = this.#switches.get(name) ?? null;
    if ((before?.to ?? 'on') === to && (before?.until ?? null) === until) return before;
    const since = before?.to === to ? before.since : this.#clock.now();
    const next = to === 'on' ? null : { to, since, until };
    await this.#book.set(name, next);
    if (next === null) this.#switches.delete(name);
    else this.#switches.set(name, next);
    return before;
  }
}
