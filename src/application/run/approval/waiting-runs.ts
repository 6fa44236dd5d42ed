import type { RunId } from '../../../domain/ids.js';
import type { RunDispatcher } from '../../../domain/run/run-dispatcher.js';
import type { RunJob } from '../active/run-job.js';
import type { Approvals } from './approvals.js';
import type { OpenRequest } from './open-request.js';

/** Knows which runs wait for a person because the run before them does, and lets their progress say so. */
export class WaitingRuns {
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #desk: Approvals;
  #wereAsked = false;

  constructor(dispatcher: RunDispatcher<RunJob>, desk: Approvals) {
    this.#dispatcher = dispatcher;
    this.#desk = desk;
  }

  /** Shows what waiting runs wait for, from now on. */
  start(): void {
    this.#desk.follow(() => this.look());
  }

  /** Shows it as it is now. */
  look(): void {
    const asking = this.#desk.asking;
    if (asking.length === 0 && !this.#wereAsked) return;
    this.#wereAsked = asking.length > 0;
    const behind = new Set(asking.flatMap((run) => this.#dispatcher.behind(run).map(({ id }) => id)));
    for (const { id, progress } of this.#dispatcher.waiting) progress.waitFor(behind.has(id) ? 'question' : 'run');
  }

  /** What agents ask of people before that run can begin, or continue. */
  askedBefore(run: RunId): readonly OpenRequest[] {
    const isBefore = (one: RunId) => one === run || this.#dispatcher.behind(one).some(({ id }) => id === run);
    return this.#desk.asking.filter(isBefore).flatMap((one) => this.#desk.openOf(one));
  }
}
