import type { Loop } from '../../domain/accepted/loop.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import type { LoopEnd, NextOfSchedule } from '../../domain/schedule/loop-policy.js';
import type { LoopSettings } from '../values/app-config.js';

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
