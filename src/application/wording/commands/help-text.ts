import { WHAT_USERS_MAY_DO } from '../chat/allowed-users-text.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/** What the commands that tell of all the others do; a line without a full stop. */
export const HELP_DESCRIPTIONS = { help: 'list the commands', start: 'how to begin' } as const;

/** What there is to be told of. */
export interface Offered {
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly engines: readonly string[];
  readonly projects: readonly string[];
}

/** What this is and what can be written; to whoever begins also what everybody may do. Markdown. */
export function helpText(asked: keyof typeof HELP_DESCRIPTIONS, { commands, engines, projects }: Offered): string {
  const lines = commands.map(({ name, description }) => `- ${codeSpan(`/${name}`)} – ${escapeMarkdown(description)}`);
  const paragraphs = [
    asked === 'start' ? '👋 **Untether** runs coding agents on your own machine.' : '**Untether**',
    'Write what you want done; the agent works on it and answers here. Reply to an answer to continue.',
    `Begin with ${codeSpan('/<engine>')}, ${codeSpan('/<project>')} or ${codeSpan('@<branch>')} to choose where and with what. ` +
      `Engines: ${engines.map(codeSpan).join(', ')}.` +
      (projects.length === 0 ? '' : ` Projects: ${projects.map(codeSpan).join(', ')}.`),
    lines.join('\n'),
    ...(asked === 'start' ? [`🔑 ${escapeMarkdown(WHAT_USERS_MAY_DO)}`] : []),
  ];
  return paragraphs.join('\n\n');
}
