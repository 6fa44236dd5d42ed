import type { StopSignal } from '../../domain/ports/stop-signal.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { RunStore } from '../ports/store/run-store.js';
import type { Journal } from '../ports/system/journal.js';
import { aboutRun } from './about-run.js';
import type { RunJob } from './active/run-job.js';
import type { RunSessions } from './run-sessions.js';

/** What beginning a run is built on. */
export interface BeginRunTools {
  readonly runStore: RunStore;
  readonly sessions: RunSessions;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/** A run that is noted on the disk. */
export interface BegunRun {
  /** The conversation that it continues. */
  readonly resume: ResumeToken | null;
}

/** Notes on the disk that a run begins, and finds the conversation that it continues. */
export class BeginRun {
  readonly #tools: BeginRunTools;

  constructor(tools: BeginRunTools) {
    this.#tools = tools;
  }

  /**
   * Resolves with `null` if the run was stopped before the disk took that. For a person's message it rejects: who is told can ask
   * again. Nobody else would, so that other runs wait for the disk.
   */
  begin(job: RunJob, stop: StopSignal): Promise<BegunRun | null> {
    const { plan } = job;
    const { runStore, sessions, retrier, journal } = this.#tools;
    const begin = async () => {
      await runStore.begin(plan.id);
      return { resume: await sessions.choose(plan) };
    };
    if (plan.origin.kind === 'message') return begin();
    return retrier.until(begin, stop, (cause, retryInMs) => {
      journal.record({ name: 'run.not-begun', level: 'warn', data: { ...aboutRun(job), retryInMs }, cause });
    });
  }
}
