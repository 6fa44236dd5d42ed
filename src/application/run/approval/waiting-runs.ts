import type { RunId } from '../../../domain/ids.js';
import type { RunDispatcher } from '../../../domain/run/run-dispatcher.js';
import type { RunJob } from '../active/run-job.js';
import type { Approvals } from './approvals.js';
import type { OpenRequest } from './open-request.js';

/** Knows which runs wait for a person because the run before them does, and lets their progress say so. */
export class WaitingRuns {
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #desk: Approvals;

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
    for (const { id, progress } of this.#dispatcher.waiting) {
      progress.waitFor(this.askedBefore(id).length > 0 ? 'question' : 'run');
    }
  }

  /** What agents ask of people before that run can begin, oldest first. */
  askedBefore(run: RunId): readonly OpenRequest[] {
    return this.#dispatcher.ahead(run).flatMap(({ id }) => this.#desk.openOf(id));
  }
}
