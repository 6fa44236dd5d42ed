import type { ActiveRuns } from '../../run/active/active-runs.js';
import type { Approvals } from '../../run/approval/approvals.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { type ButtonHandler, nothingMore } from './button-handler.js';
import type { ButtonPress } from './button-press.js';

/** The data of the button under a progress message that ends what a plan's approval opened. */
export const ASK_AGAIN_BUTTON = 'untether:ask-again';

/** Lets the run that the message shows ask about edits and commands again; whoever may steer here may narrow it. */
export class AskAgainButton implements ButtonHandler<null> {
  readonly prefix = ASK_AGAIN_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly find = nothingMore;
  readonly #activeRuns: ActiveRuns;
  readonly #desk: Approvals;

  constructor(activeRuns: ActiveRuns, desk: Approvals) {
    this.#activeRuns = activeRuns;
    this.#desk = desk;
  }

  async press(press: ButtonPress): Promise<void> {
    const run = this.#activeRuns.findByMessage(press.message);
    const narrowed = run !== null && this.#desk.askAgain(run.id);
    await press.say(narrowed ? TOASTS.askAgain.done : TOASTS.askAgain.already);
  }
}
