import type { InboundButton, InboundMessage } from '../../domain/chat/inbound.js';
import type { RowId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Instant } from '../../domain/ports/clock.js';
import type { Turn } from '../concurrency/turn.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Generations } from '../values/generation.js';
import type { AnswerInWords } from './answer-in-words.js';
import type { CommandTable } from './commands/command-table.js';
import type { GatheredMessage, HandleMessages } from './handle-messages.js';
import { commandIn, isForAnotherBot } from './own-command.js';
import { amendedBy, Bursts, isCutPaste, type StoredMessage } from './understand/bursts.js';
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
  /** What waits for nothing but its turn, by its rows. */
  readonly #inLine = new Map<readonly RowId[], readonly GatheredMessage[]>();

  constructor(tools: GatherMessagesTools) {
    this.#tools = tools;
    const windows = () => {
      const { forwardCoalesceMs, mediaGroupDebounceMs } = tools.generations.current().config.telegram;
      return { coalesceMs: forwardCoalesceMs, albumMs: mediaGroupDebounceMs };
    };
    this.#bursts = new Bursts(tools.alarm, windows, (parts) => this.#together(parts));
  }

  /** How many bursts wait for more. */
  get open(): number {
    return this.#bursts.size;
  }

  /** Takes a message, at once and in order: it waits for more, or for nothing but its turn. */
  add(stored: StoredMessage & Partial<Pick<GatheredMessage, 'asked'>>, acceptedAt: Instant): void {
    const { answers, lanes } = this.#tools;
    const { message, row } = stored;
    const isAnswer = answers.isAnswer(message);
    const isBusy = lanes.isBusy(message.chatId);
    const gathered = { ...stored, asked: stored.asked ?? (isAnswer || isBusy ? answers.askedNow(message) : []) };
    // Once what came before it is handled, it may be no answer any more, and belong to what comes behind it.
    const handle = this.#alone(gathered, isAnswer && !isBusy, acceptedAt);
    if (handle === null) this.#join(gathered);
    else lanes.add(message.chatId, [row], handle);
  }

  /** Whether it came too long after it was sent to be acted on unasked. */
  isLate({ sentAt }: InboundMessage, acceptedAt: Instant): boolean {
    return acceptedAt - sentAt > this.#tools.generations.current().config.telegram.backlogMaxAgeMs;
  }

  /** What a person wrote before a press comes before it. */
  cut(press: InboundButton): void {
    this.#bursts.flush(press);
  }

  /** Closes all open bursts, now. */
  flush(): void {
    this.#bursts.flushAll();
  }

  /** What is done with a message that waits for no other; `null` if it may have to be joined with some. */
  #alone(gathered: GatheredMessage, isAnswer: boolean, acceptedAt: Instant): ((turn: Turn) => Promise<void>) | null {
    const { handle } = this.#tools;
    const { message } = gathered;
    if (message.edited === true) {
      const waiting = this.#bursts.amend(message) ?? this.#amendInLine(message);
      return () => handle.edit(gathered, waiting);
    }
    const former = this.#formerBot(message);
    if (former !== null) return (turn) => handle.toFormer(gathered, former, turn);
    const isPaste = isCutPaste(message) || this.#bursts.continuesPaste(message);
    if (!isPaste && this.#isCommand(message)) return (turn) => handle.together([gathered], turn);
    if (this.isLate(message, acceptedAt)) return () => handle.late(gathered);
    return isAnswer && !isPaste ? (turn) => handle.together([gathered], turn) : null;
  }

  /** What may wait for more is seen at once; of several in one go the first says so. */
  #join(alone: GatheredMessage): void {
    const gathered = { ...alone, joined: true as const };
    this.#bursts.add(gathered);
    const { chatId, messageId, bot } = gathered.message;
    if (!this.#bursts.beginsWith(gathered)) return;
    const { bots } = this.#tools;
    const { channel } = bots.find(({ id }) => id === bot) ?? bots.peek() ?? {};
    channel?.react({ chatId, messageId }, 'accepted');
  }

  #together(parts: readonly GatheredMessage[]): void {
    const [first] = parts;
    if (first === undefined) return;
    const { lanes, handle } = this.#tools;
    const rows = parts.map(({ row }) => row);
    this.#inLine.set(rows, parts);
    lanes.add(first.message.chatId, rows, (turn) => {
      const now = this.#inLine.get(rows) ?? parts;
      this.#inLine.delete(rows);
      return handle.together(now, turn);
    });
  }

  /** The same for one whose turn has not come. */
  #amendInLine(edit: InboundMessage): GatheredMessage | null {
    for (const [rows, parts] of this.#inLine) {
      const amended = amendedBy(parts, edit);
      if (amended === null) continue;
      this.#inLine.set(rows, amended.parts);
      return amended.part;
    }
    return null;
  }

  /** Whether a message is a command, which waits for nothing; what its sender wrote before one of ours comes before it. */
  #isCommand(message: InboundMessage): boolean {
    const { bots, commands } = this.#tools;
    const bot = bots.find(({ id }) => id === message.bot) ?? bots.peek();
    if (bot !== null && isForAnotherBot(message, bot.username)) return true;
    const command = commandIn(message);
    if (command === null || !commands.knows(command.name)) return false;
    // The caption of an album is about all of it.
    if (message.mediaGroup !== null && message.attachments !== undefined) return false;
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
