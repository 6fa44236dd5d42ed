import type { StopSignal } from '../ports/stop-signal.js';

/** Why a run is stopped: a person asked, or the program ends. */
export type StopReason = 'cancelled' | 'shutdown';

/** What a running job can see and say of its place among the others. */
export interface RunControl {
  readonly stop: StopSignal;
  /** Why it was stopped; `null` while it was not. */
  stopReason(): StopReason | null;
  /** Holds one more lane from now until the job's end; those already waiting there come after it. */
  occupy(lane: string): void;
}

/** Does the work of a job. */
export interface RunExecutor<Job> {
  /** Runs the job to its end; never rejects. */
  execute(job: Job, control: RunControl): Promise<void>;
  /** The job will not run: it was cancelled while it waited, or it is kept for the next start. Never rejects. */
  leaveOut(job: Job, reason: 'cancelled' | 'kept'): Promise<void>;
}
