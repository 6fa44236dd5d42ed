import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { CancelRuns } from '../../run/active/cancel-runs.js';
import type { ButtonHandler } from './button-handler.js';

/** The data of the cancel button under a progress message. */
export const CANCEL_BUTTON = 'untether:cancel';

/** Cancels the run that the message shows. */
export class CancelButton implements ButtonHandler {
  readonly prefix = CANCEL_BUTTON;
  readonly #cancelRuns: CancelRuns;

  constructor(cancelRuns: CancelRuns) {
    this.#cancelRuns = cancelRuns;
  }

  async press(button: InboundButton): Promise<string> {
    switch (await this.#cancelRuns.byMessage(button)) {
      case 'stopping':
        return 'Stopping…';
      case 'dropped':
        return 'Dropped from the queue';
      case null:
        return 'Nothing is running here any more';
    }
  }
}
