import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { RunId } from '../../domain/ids.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { sameValue } from '../../domain/same-value.js';
import type { RunJob } from './active/run-job.js';
import type { Approvals } from './approval/approvals.js';

/** Hands what is written to a conversation to the run that goes on in it, where that is wanted and the engine listens. */
export class HandOver {
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #desk: Approvals;

  constructor(dispatcher: RunDispatcher<RunJob>, desk: Approvals) {
    this.#dispatcher = dispatcher;
    this.#desk = desk;
  }

  /** The run that took it; with `null` it is to become a run of its own. */
  take(request: RunRequest): RunId | null {
    const job = this.#dispatcher.live.find(({ plan }) => plan.interaction?.handOver === true && follows(request, plan));
    return job !== undefined && this.#desk.tell(job.id, request.prompt) ? job.id : null;
  }
}

/** Whether the request would wait for the end of that run, to go on with its conversation. */
function follows({ session, engine, place, context }: RunRequest, plan: RunJob['plan']): boolean {
  if (engine !== plan.engine || place.chatId !== plan.place.chatId || !sameValue(context, plan.context)) return false;
  if (session.kind === 'after') return session.run === plan.id;
  return session.kind === 'latest' && session.key === plan.keepUnder;
}
