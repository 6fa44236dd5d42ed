/** A message that begins with `/word`. */
export interface SlashCommand {
  /** Lower case, without the slash and the bot's name. */
  readonly name: string;
  /** The bot it is addressed to, in lower case; `null` if to nobody in particular. */
  readonly addressee: string | null;
  /** Everything behind the word, trimmed; may hold several lines. */
  readonly rest: string;
}

const COMMAND = /^\s*\/([a-z0-9_-]+)(?:@([a-z0-9_]+))?(?=\s|$)/i;

/** Reads a slash command at the start of a text; `null` if there is none. */
export function parseSlashCommand(text: string): SlashCommand | null {
  const found = COMMAND.exec(text);
  if (found?.[1] === undefined) return null;
  return {
    name: found[1].toLowerCase(),
    addressee: found[2]?.toLowerCase() ?? null,
    rest: text.slice(found[0].length).trim(),
  };
}

/** The word behind a single dot at the start (`.new` typed for `/new`), in lower case; `null` if there is none. */
export function parseDotTypo(text: string): string | null {
  return /^\s*\.([a-z][a-z0-9_]*)(?=\s|$)/i.exec(text)?.[1]?.toLowerCase() ?? null;
}
