/** The tools that Claude Code may use unasked where nobody can be asked and the configuration names none. */
export const UNATTENDED_TOOLS: readonly string[] = ['Bash', 'Read', 'Edit', 'Write'];
