/** Line types that are known and carry nothing to show. */
const IGNORED: ReadonlySet<string> = new Set([
  'stream_event',
  'keep_alive',
  'control_response',
  'auth_status',
  'tool_use_summary',
  'prompt_suggestion',
  'system/thinking_tokens',
  'system/task_updated',
  'system/hook_started',
  'system/hook_progress',
  'system/hook_response',
  'system/session_state_changed',
  'system/files_persisted',
  'system/local_command_output',
]);

/** Whether a line of this type (`type` or `type/subtype`) is left out on purpose. */
export function isIgnored(type: string): boolean {
  return IGNORED.has(type) || IGNORED.has(type.split('/', 1)[0] ?? type);
}
