import type { AnsweredMessages } from '../../domain/accepted/work.js';
import type { InboundMessage } from '../../domain/chat/inbound.js';
import { parseSlashCommand } from '../../domain/chat/slash-command.js';
import type { RowId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import { NO_TURN, type Turn } from '../concurrency/turn.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { CommandTable } from './commands/command-table.js';
import { isOwnCommand } from './own-command.js';
import type { ReceiveMessage } from './receive-message.js';

/** What answered messages are handled with. */
export interface HandleAnsweredTools {
  readonly inbox: Inbox;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly commands: CommandTable;
  readonly receiveMessage: ReceiveMessage;
  readonly hands: RowsInHand;
}

/** Handles messages whose sender has said what they mean: on disk first, and each question once. */
export class HandleAnswered {
  readonly #inbox: Inbox;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #commands: CommandTable;
  readonly #receiveMessage: ReceiveMessage;
  readonly #hands: RowsInHand;

  constructor({ inbox, bots, commands, receiveMessage, hands }: HandleAnsweredTools) {
    this.#inbox = inbox;
    this.#bots = bots;
    this.#commands = commands;
    this.#receiveMessage = receiveMessage;
    this.#hands = hands;
  }

  /** Takes the answer to a question; `false` if it was answered before. */
  async take(key: string, messages: readonly InboundMessage[], turn: Turn = NO_TURN): Promise<boolean> {
    const [receipt] = await this.#inbox.accept([{ source: 'request', key, body: { messages }, due: null }]);
    if (receipt === undefined || receipt.duplicate) return false;
    await this.#handle(receipt.id, messages, turn);
    return true;
  }

  /** Handles an answer that was on disk before a restart. */
  takeUp(row: RowId, { messages }: AnsweredMessages): Promise<void> {
    return this.#handle(row, messages, NO_TURN);
  }

  #handle(row: RowId, messages: readonly InboundMessage[], turn: Turn): Promise<void> {
    return this.#hands.hold([row], () => this.#hand(row, messages, turn));
  }

  async #hand(row: RowId, messages: readonly InboundMessage[], turn: Turn): Promise<void> {
    const [first] = messages;
    const bot = await this.#bots.current();
    if (first === undefined || !isOwnCommand(first, bot.username, this.#commands)) {
      const parts = messages.map((message) => ({ row, message }));
      return this.#receiveMessage.receive(parts, turn);
    }
    const command = parseSlashCommand(first.text);
    if (command !== null) await this.#commands.run(command, first, { row, turn });
    await this.#inbox.finish([row], 'done');
  }
}
