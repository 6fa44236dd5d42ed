import type { EngineProblem } from '../../../domain/run/run-event.js';
import { MOST_WARNINGS, type SilentFor, type StallLimits, type StallStep } from '../../../domain/run/stall-policy.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import { excerpt } from '../text/excerpt.js';
import { codeSpan } from '../text/markdown.js';

/** A warning, the so-manieth about the same silence: what the run waits for, how long, and how it can be ended. Markdown. */
export function stallNotice(what: SilentFor, silentMs: number, count: number, limits: StallLimits): string {
  const again = count === 1 ? '' : ` (reminder ${count})`;
  return `⏳ ${waits(what, formatSpan(silentMs))}${again}. ${outlook(what, count, limits)}/cancel stops it.`;
}

/** Why a run was ended for its silence. */
export function stallProblem(step: Exclude<StallStep, { kind: 'warn' }>, silentMs: number): EngineProblem {
  return { kind: 'stalled', message: `${cause(step, formatSpan(silentMs))} and was stopped.` };
}

function cause(step: Exclude<StallStep, { kind: 'warn' }>, span: string): string {
  if (step.kind === 'recover') return `The agent said nothing for ${span} after a tool’s result`;
  switch (step.why) {
    case 'silent':
      return `The agent gave no sign of life for ${span} (watchdog.pre_result_silence_timeout)`;
    case 'stalled':
      return `The run made no progress for ${span}, after ${MOST_WARNINGS} warnings (watchdog.stall_auto_kill)`;
    case 'idle':
      return `The agent did nothing for ${span} after its answer (watchdog.post_result_idle_timeout)`;
  }
}

function waits(what: SilentFor, span: string): string {
  if (what.kind === 'engine') return `No output from the agent for ${span}`;
  const name = codeSpan(excerpt(what.action.title)) || 'a tool';
  if (what.kind === 'after-result') return `The agent has said nothing for ${span} since ${name} ended`;
  switch (what.action.kind) {
    case 'subagent':
      return `No news from the subagent ${name} for ${span}`;
    case 'mcp_tool':
      return `The server of ${name} has not answered for ${span}`;
    default:
      return `${name} has been running for ${span} without output`;
  }
}

function outlook(what: SilentFor, count: number, limits: StallLimits): string {
  if (what.kind === 'after-result' && limits.stuckAfterToolResultRecoveryEnabled) {
    return `If nothing changes, the run continues in a new process in ${formatSpan(limits.stuckAfterToolResultRecoveryDelayMs)}. `;
  }
  if (count < MOST_WARNINGS) return '';
  if (!limits.stallAutoKill) return 'This is the last reminder. ';
  return `If nothing changes, the run is stopped in ${formatSpan(limits.stallRepeatMs)}. `;
}
