import type { Action, ActionKind, LineCount } from '../../../domain/run/run-event.js';

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

/** Why an action failed: what its output says, else the exit code; empty if neither is known. */
export function failureText({ reason, exitCode }: Pick<Action, 'reason' | 'exitCode'>): string {
  if (reason !== undefined && reason.trim() !== '') return ` · ${reason}`;
  return exitCode === null || exitCode === 0 ? '' : ` (exit ${exitCode})`;
}

/** How many lines came and went: `+1 −4`. */
export function lineCountText({ added, removed }: LineCount): string {
  return `+${added} −${removed}`;
}
