import type { ChatId, MessageRef, RunId, ThreadId } from '../../domain/ids.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { RunPlan } from '../../domain/run/run-plan.js';
import type { RunBoard } from './run-board.js';
import type { RunJob } from './run-job.js';

/** Runs of a chat (or of one topic of it) that go on or wait. */
export interface RunsOfChat {
  readonly live: readonly RunPlan[];
  readonly waiting: readonly RunPlan[];
}

/** Finds runs by what people point at, and cancels them. */
export class CancelRuns {
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #board: RunBoard;

  constructor(dispatcher: RunDispatcher<RunJob>, board: RunBoard) {
    this.#dispatcher = dispatcher;
    this.#board = board;
  }

  /** Cancels the run that a progress message shows; `null` if it shows none that goes on or waits. */
  byMessage(message: MessageRef): 'stopping' | 'dropped' | null {
    const plan = this.#board.findByMessage(message);
    return plan === null ? null : this.byId(plan.id);
  }

  /** Cancels one run. */
  byId(run: RunId): 'stopping' | 'dropped' | null {
    return this.#dispatcher.cancel(run);
  }

  /** The runs of a chat; with a topic only those of the topic. */
  of(chatId: ChatId, threadId: ThreadId | null): RunsOfChat {
    const here = ({ plan }: RunJob) =>
      plan.place.chatId === chatId && (threadId === null || plan.place.threadId === threadId);
    const plansOf = (jobs: readonly RunJob[]) => jobs.filter(here).map((job) => job.plan);
    return { live: plansOf(this.#dispatcher.live), waiting: plansOf(this.#dispatcher.waiting) };
  }
}
