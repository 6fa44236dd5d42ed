import { ok, type Result } from '../../../../domain/result.js';
import type { SteerTriggers } from '../../../triggers/steer-triggers.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';
import { pause, resumeAll, TRIGGERS_BUTTON } from './triggers.js';

/** Pauses all triggers or lets them go on, from under their list. */
export class TriggersButton implements ButtonHandler<'pause' | 'resume'> {
  readonly prefix = TRIGGERS_BUTTON;
  readonly mayPress = { who: 'administrators', to: 'change' } as const;
  readonly #steer: SteerTriggers;

  constructor(steer: SteerTriggers) {
    this.#steer = steer;
  }

  find(verb: string): Result<'pause' | 'resume', StaleButton> {
    return verb === 'pause' || verb === 'resume' ? ok(verb) : NO_EFFECT;
  }

  async press(press: ButtonPress, verb: 'pause' | 'resume'): Promise<void> {
    press.edit(await (verb === 'pause' ? pause(this.#steer, null, null, '') : resumeAll(this.#steer)));
  }
}
