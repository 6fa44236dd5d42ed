import type { AnsweredMessages } from '../../domain/accepted/work.js';
import type { InboundMessage } from '../../domain/chat/inbound.js';
import { parseSlashCommand } from '../../domain/chat/slash-command.js';
import type { RowId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import { NO_TURN, type Turn } from '../concurrency/turn.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Question } from '../ports/chat/offer-store.js';
import type { AnswerInWords } from './answer-in-words.js';
import type { CommandTable } from './commands/command-table.js';
import { isOwnCommand } from './own-command.js';
import type { ReceiveMessage } from './receive-message.js';
import { showOn } from './show-receipt.js';
import type { StoredMessage } from './understand/bursts.js';
import type { UpdateLanes } from './update-lanes.js';
import type { HearMessage } from './voice/hear-message.js';

/** What answered messages are handled with. */
export interface HandleAnsweredTools {
  readonly inbox: Inbox;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly commands: CommandTable;
  readonly receiveMessage: ReceiveMessage;
  readonly hands: RowsInHand;
  readonly hear: HearMessage;
  readonly answers: AnswerInWords;
  readonly lanes: UpdateLanes;
}

/** Handles messages whose sender has said what they mean: on disk first, and each question once. */
export class HandleAnswered {
  readonly #tools: HandleAnsweredTools;

  constructor(tools: HandleAnsweredTools) {
    this.#tools = tools;
  }

  /** Takes the answer to a question; `false` if it was answered before. */
  async take(key: string, messages: readonly InboundMessage[], turn: Turn = NO_TURN): Promise<boolean> {
    const [receipt] = await this.#tools.inbox.accept([{ source: 'request', key, body: { messages }, due: null }]);
    if (receipt === undefined || receipt.duplicate) return false;
    await this.#handle(receipt.id, messages, turn);
    return true;
  }

  /** Lets go of what was asked about; `false` if the question was answered before. */
  async drop({ key, asked = [] }: Question): Promise<boolean> {
    if (!(await this.take(key, []))) return false;
    const { channel } = await this.#tools.bots.current();
    showOn(channel, asked, 'none');
    return true;
  }

  /** Handles an answer that was on disk before a restart. */
  takeUp(row: RowId, { messages }: AnsweredMessages): Promise<void> {
    return this.#handle(row, messages, NO_TURN);
  }

  #handle(row: RowId, messages: readonly InboundMessage[], turn: Turn): Promise<void> {
    const [first] = messages;
    const { hands, hear } = this.#tools;
    if (first === undefined || !hear.mustHear(first)) return hands.hold([row], () => this.#hand(row, messages, turn));
    // Nothing else of the chat waits until somebody has listened.
    void this.#hear({ row, message: first });
    return Promise.resolve();
  }

  async #hear(stored: StoredMessage): Promise<void> {
    const { hear, inbox, lanes } = this.#tools;
    const { row, message } = stored;
    const keep = async (now: InboundMessage) => {
      await inbox.amend(row, { messages: [now] });
      return now;
    };
    try {
      const heard = await hear.hear(stored, keep);
      if (heard !== null) lanes.add(message.chatId, [row], (turn) => this.#hand(row, [heard], turn));
    } catch (cause) {
      await lanes.crashed(message.chatId, [row], cause).catch(() => undefined);
    }
  }

  async #hand(row: RowId, messages: readonly InboundMessage[], turn: Turn): Promise<void> {
    const [first] = messages;
    const { inbox, bots, commands, answers, receiveMessage } = this.#tools;
    if (first === undefined) return inbox.finish([row], 'done');
    const bot = await bots.current();
    if (isOwnCommand(first, bot.username, commands)) {
      const command = parseSlashCommand(first.text);
      if (command !== null) await commands.run(command, first, { row, turn });
    } else if (first.transcript === undefined || !(await answers.take(first, answers.askedNow(first), turn))) {
      const parts = messages.map((message) => ({ row, message }));
      return receiveMessage.receive(parts, turn);
    }
    await inbox.finish([row], 'done');
  }
}
