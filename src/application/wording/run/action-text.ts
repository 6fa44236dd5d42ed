import type { Action, ActionKind, LineCount } from '../../../domain/run/run-event.js';
import { errorWithPaths } from '../text/safe-error.js';

/** What stands before an action to say what it is; empty where its title says that itself. */
export const ACTION_SIGNS: Readonly<Record<ActionKind, string>> = {
  command: '',
  tool: '',
  mcp_tool: '',
  file_change: '✏️ ',
  web_search: '🔎 ',
  subagent: '🤖 ',
  note: '',
  warning: '⚠️ ',
};

/** UTF-16 units of why an action failed. */
const LONGEST_REASON = 200;

/** Why an action failed: what its output says, without credentials, else the exit code; empty if neither is known. */
export function failureText({ reason, exitCode }: Pick<Action, 'reason' | 'exitCode'>): string {
  if (reason !== undefined && reason.trim() !== '') return ` · ${errorWithPaths(reason, LONGEST_REASON)}`;
  return exitCode === null || exitCode === 0 ? '' : ` (exit ${exitCode})`;
}

/** How many lines came and went: `+1 −4`. */
export function lineCountText({ added, removed }: LineCount): string {
  return `+${added} −${removed}`;
}
