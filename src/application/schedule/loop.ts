import type { Loop } from '../../domain/accepted/loop.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { NextOfSchedule } from '../../domain/schedule/loop-policy.js';
import { TOLD_AGENT } from '../wording/run/told-agent.js';

/** Under which key the next iteration of a loop is on disk; the same however often it is put there. */
export function iterationKey({ loop, progress }: Loop): string {
  return `${loop}.${progress.iterations}`;
}

/** What stands for the first prompt of a loop that paces itself. */
const FIRST_PROMPT = /^\s*<<autonomous-loop(?:-dynamic)?>>\s*$/;

/** What the agent is told when it is woken up for an iteration, counted from 1. */
export function iterationPrompt({ prompt, firstPrompt }: Loop, iteration: number, limit: number): string {
  return `${TOLD_AGENT.wokenUp(iteration, limit)}\n\n${FIRST_PROMPT.test(prompt) ? firstPrompt : prompt}`;
}

/** When schedules fire next, by the clock of the machine, as agents mean them. */
export function schedulesOf(calendar: CronCalendar): NextOfSchedule {
  return (schedule, after) => calendar.next({ schedule, at: null, timezone: null }, null, after);
}
