import type { ChatMoves } from '../../../../domain/chat/chat-moves.js';
import { fail, ok, type Result } from '../../../../domain/result.js';
import type { RunPlan } from '../../../../domain/run/run-plan.js';
import type { ActiveRuns } from '../../../run/active/active-runs.js';
import type { OpenRequest } from '../../../run/approval/open-request.js';
import type { WaitingRuns } from '../../../run/approval/waiting-runs.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { NO_EFFECT, type StaleButton } from '../button-handler.js';
import type { PressedAt } from '../button-press.js';

/** What is asked before the waiting run that a message shows can begin; the one that was asked first, and all of its run. */
export interface WaitingQuestion {
  readonly first: OpenRequest;
  readonly ofRun: readonly OpenRequest[];
  /** The run that waits. */
  readonly waiting: RunPlan;
}

/** Finds what a run waits for, by the progress message that has the button. */
export class FindWaitingQuestion {
  readonly #activeRuns: ActiveRuns;
  readonly #waitingRuns: WaitingRuns;
  readonly #moves: Pick<ChatMoves, 'presentId'>;

  constructor(activeRuns: ActiveRuns, waitingRuns: WaitingRuns, moves: Pick<ChatMoves, 'presentId'>) {
    this.#activeRuns = activeRuns;
    this.#waitingRuns = waitingRuns;
    this.#moves = moves;
  }

  /** `data` is all in the prefix. */
  find(data: string, { message, place }: PressedAt): Result<WaitingQuestion, StaleButton> {
    if (data !== '') return NO_EFFECT;
    const run = this.#activeRuns.findByMessage(message);
    const asked = run === null ? [] : this.#waitingRuns.askedBefore(run.id);
    const [first] = asked;
    if (run === null || first === undefined) return fail({ toast: TOASTS.waiting.nothing });
    // Two chats can be in one conversation; what is asked in one of them is nobody's business in the other.
    const askedIn = first.facts.job.plan.place.chatId;
    if (this.#moves.presentId(askedIn) !== this.#moves.presentId(place.chatId))
      return fail({ toast: TOASTS.waiting.elsewhere });
    return ok({ first, waiting: run, ofRun: asked.filter(({ facts }) => facts.job.id === first.facts.job.id) });
  }
}
