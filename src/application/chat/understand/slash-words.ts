import { isAgentCommand } from '../../../domain/chat/agent-command.js';
import type { Doubt, SlashKind } from '../../../domain/chat/doubt.js';
import { nearWord } from '../../../domain/chat/near-word.js';
import { parseSlashCommand } from '../../../domain/chat/slash-command.js';
import type { Generation } from '../../values/generation.js';

/** A slash word at the beginning of a task that is neither a command nor a directive. */
export interface UnknownSlash {
  /** Without the slash, in lower case. */
  readonly written: string;
  /** What was probably meant; `null` if nothing known is near. */
  readonly doubt: Extract<Doubt, { kind: 'slash' }> | null;
}

/** The unknown slash word at the beginning of a text, directives taken off; `null` if there is none. */
export function unknownSlash(
  text: string,
  { engines, projects }: Generation,
  commandNames: readonly string[],
): UnknownSlash | null {
  const found = parseSlashCommand(text);
  if (found === null) return null;
  const written = found.name;
  if (isAgentCommand(written)) return { written, doubt: null };
  const known = new Map<string, SlashKind>([
    ...projects.aliases.map((alias) => [alias, 'project'] as const),
    ...engines.ids.map((id) => [id, 'engine'] as const),
    ...commandNames.map((name) => [name, 'command'] as const),
  ]);
  const meant = nearWord(written, known.keys());
  const is = meant === null ? undefined : known.get(meant);
  return { written, doubt: meant === null || is === undefined ? null : { kind: 'slash', written, meant, is } };
}
