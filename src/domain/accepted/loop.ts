import type { ResumeToken } from '../run/resume-token.js';
import type { LoopProgress, WakeUpTime } from '../schedule/loop-policy.js';
import type { RunRequest } from './run-request.js';

/** A wake-up that waits for its time. Plain JSON. */
export interface Loop {
  /** Twelve hexadecimal digits; shown to people. */
  readonly loop: string;
  /** The run that set it, as it was: engine, model, place and permission mode do not follow later choices. */
  readonly request: RunRequest;
  /** The conversation that is woken up. */
  readonly token: ResumeToken;
  readonly time: WakeUpTime;
  /** The engine's own name for it, by which it takes it back; `null` if it has none. */
  readonly job: string | null;
  readonly prompt: string;
  readonly firstPrompt: string;
  readonly progress: LoopProgress;
}
