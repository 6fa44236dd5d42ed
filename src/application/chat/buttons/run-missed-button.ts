import { fail, ok, type Result } from '../../../domain/result.js';
import { fingerprint } from '../../../domain/trigger/fingerprint.js';
import type { Cron } from '../../../domain/trigger/trigger.js';
import { type MissedMark, missedMark, RUN_MISSED_BUTTON } from '../../delivery/missed-cron-order.js';
import type { CatchUp } from '../../triggers/catch-up.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** A cron, and which instant of it is meant. */
export interface MissedRun {
  readonly cron: Cron;
  readonly mark: MissedMark;
}

/** Starts a cron as it is now for an instant that it missed; once, however often it is pressed. */
export class RunMissedButton implements ButtonHandler<MissedRun> {
  readonly prefix = RUN_MISSED_BUTTON;
  readonly mayPress = { who: 'administrators', to: 'start' } as const;
  readonly #catchUp: CatchUp;

  constructor(catchUp: CatchUp) {
    this.#catchUp = catchUp;
  }

  find(data: string, { generation }: PressedAt): Result<MissedRun, StaleButton> {
    const mark = missedMark(data);
    const cron = generation.triggers.crons.find(({ id }) => fingerprint(id) === mark.cron);
    if (cron === undefined) return fail({ toast: TOASTS.missed.noSuchCron });
    return this.#catchUp.canHaveMissed(mark.instant) ? ok({ cron, mark }) : NO_EFFECT;
  }

  async press(press: ButtonPress, { cron, mark }: MissedRun): Promise<void> {
    const started = await this.#catchUp.runNow(cron, mark);
    await press.say(started ? TOASTS.offer.started : TOASTS.offer.already);
  }
}
