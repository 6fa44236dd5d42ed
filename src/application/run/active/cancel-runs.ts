import type { ChatMoves } from '../../../domain/chat/chat-moves.js';
import type { ChatId, RunId, ThreadId } from '../../../domain/ids.js';
import type { RunDispatcher } from '../../../domain/run/run-dispatcher.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { BotMessageRef } from '../../ports/chat/message-store.js';
import type { ActiveRuns } from './active-runs.js';
import type { OwnMessages } from './own-messages.js';
import type { RunJob } from './run-job.js';

/** Runs of a chat (or of one topic of it) that go on or wait. */
export interface RunsOfChat {
  readonly live: readonly RunPlan[];
  readonly waiting: readonly RunPlan[];
}

/** What runs are found with. */
export interface CancelRunsTools {
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly messages: OwnMessages;
  readonly activeRuns: ActiveRuns;
  readonly moves: Pick<ChatMoves, 'presentId'>;
}

/** Finds runs by what people point at, and cancels them. */
export class CancelRuns {
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #messages: OwnMessages;
  readonly #activeRuns: ActiveRuns;
  readonly #moves: Pick<ChatMoves, 'presentId'>;

  constructor({ dispatcher, messages, activeRuns, moves }: CancelRunsTools) {
    this.#dispatcher = dispatcher;
    this.#messages = messages;
    this.#activeRuns = activeRuns;
    this.#moves = moves;
  }

  /** Cancels the run that a message of ours stands for; `null` if that is none that goes on or waits. */
  async byMessage(message: BotMessageRef): Promise<'stopping' | 'dropped' | null> {
    const run = await this.#messages.runOf(message);
    return run === null ? null : this.byId(run);
  }

  /** Cancels the run that a person's message began or went to; `null` if there is none. */
  byWords(message: BotMessageRef): 'stopping' | 'dropped' | null {
    const run = this.#activeRuns.findByWords(message);
    return run === null ? null : this.byId(run.id);
  }

  /** Cancels one run. */
  byId(run: RunId): 'stopping' | 'dropped' | null {
    return this.#dispatcher.cancel(run);
  }

  /** The runs of a chat; with a topic only those of the topic. */
  of(chatId: ChatId, threadId: ThreadId | null): RunsOfChat {
    const chat = this.#moves.presentId(chatId);
    const here = ({ plan: { place } }: RunJob) =>
      this.#moves.presentId(place.chatId) === chat && (threadId === null || place.threadId === threadId);
    const plansOf = (jobs: readonly RunJob[]) => jobs.filter(here).map((job) => job.plan);
    return { live: plansOf(this.#dispatcher.live), waiting: plansOf(this.#dispatcher.waiting) };
  }
}
