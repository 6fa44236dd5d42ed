import type { WhenProblem } from '../../../domain/schedule/parse-when.js';
import type { Trigger } from '../../../domain/trigger/trigger.js';
import { type TriggerName, triggerName } from '../../../domain/trigger/trigger-name.js';
import type { SteerProblem } from '../../values/steer-problem.js';
import { codeSpan } from '../text/markdown.js';
import { notATime } from '../text/moment-text.js';

/** What the buttons under the list of triggers say. */
export const TRIGGERS_LABELS = { pause: '⏸ Pause all', resume: '▶️ Resume' } as const;

/** How many names an answer lists. */
const MOST_NAMED = 20;

/** What has become of a trigger. */
export type Steered = 'resume' | 'run' | 'enable' | 'disable';

/** That a trigger, or with `null` all of them, is held, until when (empty: until somebody resumes it) and what waits; Markdown. */
export function pausedText(trigger: Trigger | null, until: string): string {
  const ends = until === '' ? '' : ` until ${until}`;
  if (trigger === null) {
    return `⏸ All triggers are paused${ends}, also over restarts. Deliveries are kept and run when they are resumed; schedules are skipped.`;
  }
  const waits =
    trigger.kind === 'cron'
      ? 'Its runs are skipped until it is resumed.'
      : 'Its deliveries are kept and run when it is resumed.';
  return `⏸ ${codeSpan(triggerName(trigger))} is paused${ends}. ${waits}`;
}

/** That a trigger was steered as asked; Markdown. */
export function steeredText(verb: Steered, trigger: Trigger): string {
  const name = codeSpan(triggerName(trigger));
  switch (verb) {
    case 'resume':
      return `▶️ ${name} is active again.`;
    case 'run':
      return `▶️ ${name} was started.`;
    case 'enable':
      return `▶️ ${name} is on.`;
    case 'disable':
      return `⚪ ${name} is off until ${codeSpan(`/triggers enable ${trigger.id}`)}, also over restarts.`;
  }
}

/** That nothing is held any more. */
export const ALL_RESUMED = '▶️ All triggers are active again.';

/** Why nothing was steered; Markdown. */
export function steerProblemText(problem: SteerProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `❌ There is no trigger ${codeSpan(problem.id)}. ${knownText(problem.known)}`;
    case 'ambiguous':
      return `❌ ${codeSpan(problem.id)} may mean ${problem.meant.map(codeSpan).join(' or ')}; say which.`;
    case 'off-in-file':
      return `❌ ${codeSpan(problem.name)} is switched off in the file; set its ${codeSpan('enabled = true')} there.`;
    case 'off':
      return `❌ ${codeSpan(problem.name)} is off; ${codeSpan(`/triggers enable ${problem.name}`)} switches it on.`;
    case 'all-paused':
      return `❌ All triggers are paused; ${codeSpan('/triggers resume')} resumes them.`;
    case 'not-a-cron':
      return `❌ ${codeSpan(problem.name)} runs on what is posted to it; only crons can be started by hand.`;
    case 'not-paused':
      return problem.name === null ? 'Triggers are not paused.' : `${codeSpan(problem.name)} is not paused.`;
  }
}

/** Why the words behind `pause` say no time. */
export function noPauseTime(problem: WhenProblem): string {
  return problem.kind === 'not-a-time' ? notATime(problem.written) : 'The time was not understood.';
}

function knownText(names: readonly TriggerName[]): string {
  if (names.length === 0) return 'None is configured.';
  const shown = names.slice(0, MOST_NAMED).map(codeSpan).join(', ');
  const more = names.length - MOST_NAMED;
  return `There are ${shown}${more > 0 ? `, and ${more} more` : ''}.`;
}
