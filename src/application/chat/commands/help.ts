import { WHAT_USERS_MAY_DO } from '../../wording/allowed-users-text.js';
import { codeSpan, escapeMarkdown } from '../../wording/text/markdown.js';
import type { Command, CommandCall } from './command.js';

/** `/help` and `/start`: what this is and what can be written. */
export class HelpCommand implements Command {
  readonly name: 'help' | 'start';
  readonly description: string;
  readonly usage: readonly string[];
  readonly #others: () => readonly Command[];

  constructor(name: 'help' | 'start', others: () => readonly Command[]) {
    this.name = name;
    this.description = name === 'help' ? 'list the commands' : 'how to begin';
    this.usage = [`/${name}`];
    this.#others = others;
  }

  async run(call: CommandCall): Promise<void> {
    const { generation } = call;
    const projects = generation.projects.aliases;
    const commands = this.#others().map(
      (command) => `- ${codeSpan(`/${command.name}`)} – ${escapeMarkdown(command.description)}`,
    );
    const paragraphs = [
      this.name === 'start' ? '👋 **Untether** runs coding agents on your own machine.' : '**Untether**',
      'Write what you want done; the agent works on it and answers here. Reply to an answer to continue.',
      `Begin with ${codeSpan('/<engine>')}, ${codeSpan('/<project>')} or ${codeSpan('@<branch>')} to choose where and with what. ` +
        `Engines: ${generation.engines.ids.map(codeSpan).join(', ')}.` +
        (projects.length === 0 ? '' : ` Projects: ${projects.map(codeSpan).join(', ')}.`),
      commands.join('\n'),
      ...(this.name === 'start' ? [`🔑 ${escapeMarkdown(WHAT_USERS_MAY_DO)}`] : []),
    ];
    await call.reply(paragraphs.join('\n\n'), { silent: true });
  }
}
