/** How a conversation of one engine is gone on with by hand. */
export interface ResumeLines {
  /** The command that a person would type. */
  write(id: string): string;
  /** The conversation's id in one line that is such a command, in any case, backticks and blanks around it allowed. */
  read(line: string): string | null;
}

/** An id of any form; it never begins with `-`, so that it is never a flag. */
export const ANY_ID = '[^`\\s-][^`\\s]*';

/** Lines that are `command` and an id; `spelled` matches other ways of writing the command. */
export function resumeLines(command: string, spelled: string, id = ANY_ID): ResumeLines {
  const pattern = new RegExp(`^\\s*(?:\`\\s*)?${spelled}(?:\\s+|=)(${id})\\s*(?:\`\\s*)?$`, 'i');
  return {
    write: (value) => `${command} ${value}`,
    read: (line) => pattern.exec(line)?.[1] ?? null,
  };
}
