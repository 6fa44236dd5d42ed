import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { ActiveRuns } from '../../run/active/active-runs.js';
import type { Approvals } from '../../run/approval/approvals.js';
import type { ButtonHandler } from './button-handler.js';

/** The data of the button under a progress message that ends what a plan's approval opened. */
export const ASK_AGAIN_BUTTON = 'untether:ask-again';

/** Lets the run that the message shows ask about edits and commands again; whoever may steer here may narrow it. */
export class AskAgainButton implements ButtonHandler {
  readonly prefix = ASK_AGAIN_BUTTON;
  readonly #board: ActiveRuns;
  readonly #desk: Approvals;

  constructor(board: ActiveRuns, desk: Approvals) {
    this.#board = board;
    this.#desk = desk;
  }

  async press(button: InboundButton): Promise<string> {
    const run = this.#board.findByMessage(button);
    return run !== null && this.#desk.askAgain(run.id) ? 'You are asked again from now on' : 'You are asked already';
  }
}
