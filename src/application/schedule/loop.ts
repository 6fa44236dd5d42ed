import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import type { LoopEnd, LoopProgress, NextOfSchedule, WakeUpTime } from '../../domain/schedule/loop-policy.js';
import type { RunRequest } from '../../domain/work/run-request.js';
import type { LoopSettings } from '../values/app-config.js';

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

/** Under which key the next iteration of a loop is on disk; the same however often it is put there. */
export function iterationKey({ loop, progress }: Loop): string {
  return `${loop}.${progress.iterations}`;
}

/** What stands for the first prompt of a loop that paces itself. */
const FIRST_PROMPT = /^\s*<<autonomous-loop(?:-dynamic)?>>\s*$/;

/** What the agent is told when it is woken up for an iteration, counted from 1. */
export function iterationPrompt({ prompt, firstPrompt }: Loop, iteration: number, limit: number): string {
  const note = `[You asked to be woken up: iteration ${iteration} of at most ${limit} of a loop that you set yourself. Nobody wrote this message.]`;
  return `${note}\n\n${FIRST_PROMPT.test(prompt) ? firstPrompt : prompt}`;
}

/** When schedules fire next, by the clock of the machine, as agents mean them. */
export function schedulesOf(calendar: CronCalendar): NextOfSchedule {
  return (schedule, after) => calendar.next({ schedule, at: null, timezone: null }, null, after);
}

/** Words for the limit that ended a loop. */
export function endText(end: LoopEnd, settings: LoopSettings): string {
  switch (end) {
    case 'iterations':
      return `it has had its ${settings.maxIterations} iterations (\`max_iterations\`)`;
    case 'duration':
      return `it has run for ${formatSpan(settings.maxTotalDurationMs)} (\`max_total_duration_hours\`)`;
    case 'expired':
      return `it was set up more than ${formatSpan(settings.expiryMs)} ago (\`expiry_days\`)`;
  }
}
