import { sameValue } from '../../domain/same-value.js';
import { Serial } from '../concurrency/serial.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generation, Generations } from '../values/generation.js';
import { engineMenuText, projectMenuText } from '../wording/chat/menu-text.js';
import type { Command } from './commands/command.js';
import type { CommandTable } from './commands/command-table.js';

/** A line of the bot's menu. */
export interface MenuEntry {
  readonly name: string;
  readonly description: string;
}

/** What Telegram takes as a command, and how many of them (https://core.telegram.org/bots/api#setmycommands). */
const MENU_NAME = /^[a-z0-9_]{1,32}$/;
const MOST_ENTRIES = 100;

/** The menu of a generation: the commands, then its engines and projects, whose names are directives. */
export function menuOf(
  commands: readonly Pick<Command, 'name' | 'description'>[],
  { engines, projects }: Pick<Generation, 'engines' | 'projects'>,
): readonly MenuEntry[] {
  const entries = [
    ...commands.map(({ name, description }) => ({ name, description })),
    ...engines.engines.map(({ id }) => ({ name: id, description: engineMenuText(id) })),
    ...projects.aliases.map((alias) => ({ name: alias.toLowerCase(), description: projectMenuText(alias) })),
  ].filter(({ name }) => MENU_NAME.test(name));
  const first = new Map(entries.toReversed().map((entry) => [entry.name, entry]));
  return entries.filter((entry) => first.get(entry.name) === entry).slice(0, MOST_ENTRIES);
}

/** What keeping the menu is built on. */
export interface CommandMenuTools {
  readonly generations: Generations;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly commands: CommandTable;
  readonly journal: Journal;
}

/** Keeps the menu of the bot as the generation in force has it, also when another bot takes over. */
export class CommandMenu {
  readonly #tools: CommandMenuTools;
  readonly #turns = new Serial();
  #shown: { readonly bot: ChatBot; readonly menu: readonly MenuEntry[] } | null = null;

  constructor(tools: CommandMenuTools) {
    this.#tools = tools;
  }

  /** Shows the present menu as soon as there is a bot, and every later one. */
  start(): void {
    this.#tools.generations.follow(() => void this.#turns.run(() => this.#show()));
  }

  async #show(): Promise<void> {
    const { generations, bots, commands, journal } = this.#tools;
    try {
      const bot = await bots.current();
      const menu = menuOf(commands.commands, generations.current());
      if (this.#shown !== null && this.#shown.bot === bot && sameValue(this.#shown.menu, menu)) return;
      this.#shown = { bot, menu };
      await bot.channel.setMenu(menu);
    } catch (cause) {
      journal.record({ name: 'menu.not-set', level: 'warn', cause });
    }
  }
}
