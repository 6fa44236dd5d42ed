import { messagesOf, type RunRequest } from '../../domain/accepted/run-request.js';
import type { ChatMoves } from '../../domain/chat/chat-moves.js';
import { presentSessionKey, type SessionKey } from '../../domain/chat/session-key.js';
import type { RunId } from '../../domain/ids.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { sameValue } from '../../domain/same-value.js';
import type { RunJob } from './active/run-job.js';
import type { Approvals } from './approval/approvals.js';

/** Hands what is written to a conversation to the run that goes on in it, where that is wanted and the engine listens. */
export class HandOver {
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #desk: Approvals;
  readonly #moves: ChatMoves;

  constructor(dispatcher: RunDispatcher<RunJob>, desk: Approvals, moves: ChatMoves) {
    this.#dispatcher = dispatcher;
    this.#desk = desk;
    this.#moves = moves;
  }

  /** The run that took it, and whose state its messages show from now on; with `null` it is to become a run of its own. */
  take(request: RunRequest): RunId | null {
    const job = this.#dispatcher.live.find(
      ({ plan }) => plan.interaction?.handOver === true && this.#follows(request, plan),
    );
    if (job === undefined || !this.#desk.tell(job.id, request.prompt)) return null;
    job.progress.join(request.place.chatId, messagesOf(request));
    return job.id;
  }

  /** Whether the request would wait for the end of that run, to go on with its conversation. */
  #follows({ session, engine, place, context }: RunRequest, plan: RunJob['plan']): boolean {
    const isHere = this.#moves.presentId(place.chatId) === this.#moves.presentId(plan.place.chatId);
    if (engine !== plan.engine || !isHere || !sameValue(context, plan.context)) return false;
    if (session.kind === 'after') return session.run === plan.id;
    return session.kind === 'latest' && this.#present(session.key) === this.#present(plan.keepUnder);
  }

  #present(key: SessionKey | null): SessionKey | null {
    return key === null ? null : presentSessionKey(key, this.#moves);
  }
}
