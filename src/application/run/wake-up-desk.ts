import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { RunWakeUpDropped, RunWakeUpSet } from '../../domain/run/run-event.js';
import type { RunJob } from './active/run-job.js';

/** Takes the wake-ups that agents set and take back; never rejects. */
export interface WakeUpListener {
  noted(job: RunJob, token: ResumeToken, wakeUp: RunWakeUpSet | RunWakeUpDropped): Promise<void>;
}

/** Hands wake-ups on from the runs, which have to be made before what starts runs. */
export class WakeUpDesk {
  #listener: WakeUpListener | null = null;

  /** Hands everything on from now on. */
  open(listener: WakeUpListener): void {
    this.#listener = listener;
  }

  /** A run set or took back a wake-up; one in a conversation that nobody could go on with is left to the engine. */
  async noted(job: RunJob, token: ResumeToken | null, wakeUp: RunWakeUpSet | RunWakeUpDropped): Promise<void> {
    if (token !== null) await this.#listener?.noted(job, token, wakeUp);
  }
}
