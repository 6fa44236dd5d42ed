import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { placeOf } from '../../../domain/chat/place.js';
import type { SlashCommand } from '../../../domain/chat/slash-command.js';
import type { RowId } from '../../../domain/ids.js';
import type { Turn } from '../../concurrency/turn.js';
import { contentButtons } from '../../delivery/command-buttons.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import type { Generations } from '../../values/generation.js';
import { standsAloneText } from '../../wording/commands/stands-alone.js';
import type { Command } from './command.js';
import { NOT_BUILT_YET } from './not-built-yet.js';

/** A command in its turn: the row that stands for it, and what it says is said of. */
export interface CommandTurn {
  readonly row: RowId;
  readonly turn: Turn;
}

/** Every command that is answered here instead of by an engine. */
export class CommandTable {
  readonly #commands: ReadonlyMap<string, Command>;
  readonly #generations: Generations;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;

  constructor(commands: readonly Command[], generations: Generations, bots: AdapterHost<ChatBotSlice, ChatBot>) {
    this.#commands = new Map(commands.map((command) => [command.name, command]));
    this.#generations = generations;
    this.#bots = bots;
  }

  /** Whether the word is a command of ours, built or not. */
  knows(name: string): boolean {
    return this.#commands.has(name) || NOT_BUILT_YET.includes(name);
  }

  /** The commands that are built, in menu order. */
  get commands(): readonly Command[] {
    return [...this.#commands.values()];
  }

  /** Runs a command that `knows` knows. */
  async run(
    { name, rest }: Pick<SlashCommand, 'name' | 'rest'>,
    message: InboundMessage,
    { row, turn }: CommandTurn,
  ): Promise<void> {
    const bot = await botOf(this.#bots, message);
    const place = placeOf(message);
    const command = this.#commands.get(name);
    const acted = command?.onlyShows === true ? [] : [row];
    const reply: Parameters<Command['run']>[0]['reply'] = async (content, options) => {
      const said = typeof content === 'string' ? { markdown: content } : content;
      const usual = { replyTo: message.messageId, buttons: contentButtons(said) };
      await turn.said(bot.channel.say(place, said, { ...usual, ...options }), acted);
    };
    const meanwhile = <T>(work: Promise<T>) => turn.said(work);
    if (command === undefined) return reply({ problem: { kind: 'not-available-yet', what: `/${name}` } });
    if (command.standsAlone === true && rest !== '') return reply({ problem: aloneProblem(command) });
    await command.run({ message, place, rest, generation: this.#generations.current(), bot, reply, meanwhile });
  }
}

function aloneProblem({ name, usage }: Command): ChatProblem {
  return { kind: 'usage', usage, why: standsAloneText(name) };
}
