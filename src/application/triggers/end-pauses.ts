import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Switchable } from '../../domain/trigger/switch-store.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { Notifier } from '../delivery/notifier.js';
import { ownerPlace, triggerPlace } from '../delivery/trigger-place.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import { pauseOverText } from '../wording/triggers/trigger-notices.js';
import type { SteerTriggers } from './steer-triggers.js';

/** What ending pauses is built on. */
export interface EndPausesTools {
  readonly gate: TriggerSwitches;
  readonly steer: SteerTriggers;
  readonly generations: Generations;
  readonly notices: Notifier;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/** Ends pauses that were set until a time, also those whose time came while no process ran. */
export class EndPauses {
  readonly #tools: EndPausesTools;
  #disarm: Cancel = () => undefined;
  #stopped = false;

  constructor(tools: EndPausesTools) {
    this.#tools = tools;
  }

  /** Looks up when the next pause ends; to be called at the start and after every pause. */
  arm(): void {
    const { gate, alarm } = this.#tools;
    this.#disarm();
    if (this.#stopped) return;
    const next = Math.min(...gate.ending.values());
    if (next !== Number.POSITIVE_INFINITY) this.#disarm = alarm.at(next, () => void this.#end());
  }

  /** Ends no pause any more: what that would begin is for the next start. */
  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  async #end(): Promise<void> {
    const { gate, clock, retrier, journal } = this.#tools;
    try {
      const over = [...gate.ending].filter(([, until]) => until <= clock.now());
      for (const [name] of over) await this.#resume(name);
      this.arm();
    } catch (cause) {
      journal.record({ name: 'triggers.not-resumed', level: 'error', cause });
      if (!this.#stopped) this.#disarm = retrier.later(() => this.#end());
    }
  }

  async #resume(name: Switchable): Promise<void> {
    const { gate, steer, generations, notices } = this.#tools;
    const generation = generations.current();
    const trigger = name === 'all' ? null : (generation.triggers.named(name)[0] ?? null);
    // A trigger that is no longer in the file has nothing to go on with.
    if (name !== 'all' && trigger === null) return void (await gate.turn(name, 'on'));
    const resumed = await steer.resume(trigger);
    const place = trigger === null ? ownerPlace(generation) : triggerPlace(trigger, generation);
    if (!resumed.ok || place === null) return;
    await notices.tell({ place, markdown: pauseOverText(name, resumed.value) });
  }
}
