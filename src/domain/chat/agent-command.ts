/** Slash commands of agents' own that work without a terminal: no slips, however near they are to a command of ours. */
const AGENT_COMMANDS: ReadonlySet<string> = new Set([
  'compact',
  'context',
  'cost',
  'init',
  'loop',
  'review',
  'security-review',
]);

/** Whether agents know the slash command themselves. */
export function isAgentCommand(name: string): boolean {
  return AGENT_COMMANDS.has(name);
}
