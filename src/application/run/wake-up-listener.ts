import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { RunWakeUpDropped, RunWakeUpSet } from '../../domain/run/run-event.js';
import type { RunJob } from './active/run-job.js';

/** Takes the wake-ups that agents set and take back. */
export interface WakeUpListener {
  /** A run set or took back a wake-up; `token` is its conversation, as far as that is known. Never rejects. */
  noted(job: RunJob, token: ResumeToken | null, wakeUp: RunWakeUpSet | RunWakeUpDropped): Promise<void>;
}
