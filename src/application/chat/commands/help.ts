import { HELP_DESCRIPTIONS, helpText } from '../../wording/commands/help-text.js';
import type { Command, CommandCall } from './command.js';

/** `/help` and `/start`: what this is and what can be written. */
export class HelpCommand implements Command {
  readonly name: 'help' | 'start';
  readonly description: string;
  readonly usage: readonly string[];
  readonly onlyShows = true;
  readonly #others: () => readonly Command[];

  constructor(name: 'help' | 'start', others: () => readonly Command[]) {
    this.name = name;
    this.description = HELP_DESCRIPTIONS[name];
    this.usage = [`/${name}`];
    this.#others = others;
  }

  async run(call: CommandCall): Promise<void> {
    const { engines, projects } = call.generation;
    const offered = { commands: this.#others(), engines: engines.ids, projects: projects.aliases };
    await call.reply(helpText(this.name, offered), { silent: true });
  }
}
