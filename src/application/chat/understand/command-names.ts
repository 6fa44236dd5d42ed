/** Commands that are part of the product but not built yet; they are answered, never sent to an engine. */
export const NOT_BUILT_YET: readonly string[] = ['browse', 'export', 'file', 'listen', 'topic', 'trigger', 'usage'];

/** Every word that is a command of the chat, built or not; a test holds it against the table of the running program. */
export const COMMAND_NAMES: readonly string[] = [
  'start',
  'help',
  'new',
  'cancel',
  'at',
  'loops',
  'continue',
  'agent',
  'model',
  'reasoning',
  'planmode',
  'verbose',
  'auth',
  'threads',
  'ctx',
  'triggers',
  'cron',
  'reload',
  'config',
  'rollback',
  'ping',
  'health',
  'stats',
  'restart',
  ...NOT_BUILT_YET,
];
