import type { InboundButton, InboundMessage } from '../../domain/chat/inbound.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Instant } from '../../domain/ports/clock.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Generations } from '../values/generation.js';
import type { AnswerInWords } from './answer-in-words.js';
import type { CommandTable } from './commands/command-table.js';
import type { GatheredMessage, HandleMessages } from './handle-messages.js';
import { commandIn, isForAnotherBot } from './own-command.js';
import { Bursts, type StoredMessage } from './understand/bursts.js';
import type { UpdateLanes } from './update-lanes.js';

/** What gathering is built on. */
export interface GatherMessagesTools {
  readonly generations: Generations;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly alarm: Alarm;
  readonly commands: CommandTable;
  readonly answers: AnswerInWords;
  readonly lanes: UpdateLanes;
  readonly handle: HandleMessages;
}

/** Joins the messages that belong together, and then lets each burst take its turn: a message enters its lane once. */
export class GatherMessages {
  readonly #tools: GatherMessagesTools;
  readonly #bursts: Bursts<GatheredMessage>;

  constructor(tools: GatherMessagesTools) {
    this.#tools = tools;
    this.#bursts = new Bursts(tools.alarm, tools.handle);
  }

  /** How many bursts wait for more. */
  get open(): number {
    return this.#bursts.size;
  }

  /** Takes a message, at once and in order: it waits for more, or for nothing but its turn. */
  add(stored: StoredMessage, acceptedAt: Instant): void {
    const { generations, answers, lanes, handle } = this.#tools;
    const { message } = stored;
    const isAnswer = answers.isAnswer(message);
    const gathered = { ...stored, mayAnswer: isAnswer || lanes.isBusy(message.chatId) };
    const { backlogMaxAgeMs, forwardCoalesceMs, mediaGroupDebounceMs } = generations.current().config.telegram;
    const former = this.#formerBot(message);
    if (message.edited === true) handle.edit(gathered, this.#bursts.amend(message));
    else if (former !== null) handle.toFormer(gathered, former);
    else if (this.#isCommand(message)) handle.together([gathered]);
    else if (acceptedAt - message.sentAt > backlogMaxAgeMs) handle.late(gathered);
    else if (isAnswer) handle.together([gathered]);
    else this.#bursts.add(gathered, { coalesceMs: forwardCoalesceMs, albumMs: mediaGroupDebounceMs });
  }

  /** What a person wrote before a press comes before it. */
  cut(press: InboundButton): void {
    this.#bursts.flush(press);
  }

  /** Closes all open bursts, now. */
  flush(): void {
    this.#bursts.flushAll();
  }

  /** Whether a message is a command, which waits for nothing; what its sender wrote before one of ours comes before it. */
  #isCommand(message: InboundMessage): boolean {
    const { bots, commands } = this.#tools;
    const bot = bots.find(({ id }) => id === message.bot) ?? bots.peek();
    if (bot !== null && isForAnotherBot(message, bot.username)) return true;
    const command = commandIn(message);
    if (command === null || !commands.knows(command.name)) return false;
    this.#bursts.flush(message);
    return true;
  }

  /** The replaced bot that a message came through, unless it is to cancel something there; `null` if it was not replaced. */
  #formerBot(message: InboundMessage): ChatBot | null {
    const { bots } = this.#tools;
    const current = bots.peek();
    const bot = bots.find(({ id }) => id === message.bot);
    const isFormer = current !== null && bot !== null && bot !== current;
    return isFormer && commandIn(message)?.name !== 'cancel' ? bot : null;
  }
}
