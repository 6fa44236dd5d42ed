import { nearWord } from '../../../../domain/chat/near-word.js';
import type { Clock } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import type { EffectivePreferences } from '../../../preferences/effective-preferences.js';
import { engineOfChat } from '../../../preferences/engine-of-chat.js';
import type { Generation } from '../../../values/generation.js';
import { availabilityOf } from '../../../wording/health/engine-state.js';
import { HELP_DESCRIPTIONS } from '../../../wording/help/command-help.js';
import {
  commandHelpText,
  type HelpedCommand,
  helpText,
  noSuchCommandText,
  START_LABELS,
  startHelpText,
} from '../../../wording/help/help-text.js';
import type { Command, CommandCall } from '../command.js';
import { SHOW_BUTTON } from './show-button.js';

/** What help is built on. */
export interface HelpTools {
  readonly commands: () => readonly Command[];
  readonly effective: EffectivePreferences;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** `/start`: what this is, in four lines. `/help`: what can be written, and more about one command. */
export class HelpCommand implements Command {
  readonly name: 'help' | 'start';
  readonly description: string;
  readonly usage: readonly string[];
  readonly onlyShows = true;
  readonly #tools: HelpTools;

  constructor(name: 'help' | 'start', tools: HelpTools) {
    this.name = name;
    this.description = HELP_DESCRIPTIONS[name];
    this.usage = name === 'help' ? ['/help', '/help <command>'] : ['/start'];
    this.#tools = tools;
  }

  async run(call: CommandCall): Promise<void> {
    const written = /^\/?(\w{1,64})/.exec(call.rest)?.[1]?.toLowerCase();
    if (this.name === 'start') return this.#start(call);
    const text = written === undefined ? await this.#list(call.generation) : this.#more(written);
    await call.reply(text, { silent: true });
  }

  async #start({ generation, place, reply }: CommandCall): Promise<void> {
    const { effective, times, clock } = this.#tools;
    const preferences = await effective.of(place);
    const zone = generation.config.triggers.defaultTimezone;
    const now = clock.now();
    const text = startHelpText({
      engine: engineOfChat(generation, preferences, place.chatId).engine,
      project: preferences.context?.project ?? generation.projects.defaultFor(place.chatId)?.alias ?? null,
      zone,
      offset: localText(now, now, zone, times).offset,
    });
    const buttons = (['help', 'agent', 'status'] as const).map((name) => ({
      label: START_LABELS[name],
      data: SHOW_BUTTON + name,
    }));
    await reply(text, { silent: true, buttons: [buttons] });
  }

  async #list(generation: Generation): Promise<string> {
    const { engines, projects } = generation;
    const commands = this.#tools.commands().filter((command) => command.applies?.(generation) !== false);
    const found = await Promise.all(engines.ids.map((id) => availabilityOf(id, engines)));
    const installed = engines.ids.filter((_id, index) => found[index]?.kind === 'available');
    return helpText(commands.map(helped), { engines: installed, projects: projects.aliases });
  }

  #more(written: string): string {
    const commands = this.#tools.commands();
    const command = commands.find(({ name }) => name === written);
    if (command !== undefined) return commandHelpText(helped(command));
    return noSuchCommandText(
      written,
      nearWord(
        written,
        commands.map(({ name }) => name),
      ),
    );
  }
}

function helped({ name, description, usage, group = 'program' }: Command): HelpedCommand {
  return { name, description, usage, group };
}
