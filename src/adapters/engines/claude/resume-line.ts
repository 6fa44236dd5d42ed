const RESUME_LINE = /^\s*`?\s*claude\s+(?:--resume|-r)(?:\s+|=)([^`\s-][^`\s]*)\s*`?\s*$/i;

/** The command that a person would type to go on with the conversation. */
export function claudeResumeLine(id: string): string {
  return `claude --resume ${id}`;
}

/** The conversation's id in such a command, or `null`; an id never begins with `-`, so that it is never a flag. */
export function parseClaudeResumeLine(line: string): string | null {
  return RESUME_LINE.exec(line)?.[1] ?? null;
}
