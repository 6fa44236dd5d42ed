import type { Inbox } from '../../domain/ports/inbox.js';
import { NO_TURN, type Turn } from '../concurrency/turn.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import { botOf } from '../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { OpenRequest } from '../run/approval/open-request.js';
import type { AnswerInWords } from './answer-in-words.js';
import type { CommandTable } from './commands/command-table.js';
import type { LateMessages } from './late-messages.js';
import { commandIn, isForAnotherBot, isOwnCommand } from './own-command.js';
import type { ReceiveEdit } from './receive-edit.js';
import type { ReceiveMessage } from './receive-message.js';
import { joinWords, pastesIn, type StoredMessage } from './understand/bursts.js';

/** A message in its burst. */
export interface GatheredMessage extends StoredMessage {
  /** What it answers, or may answer once all is handled that came before it: nothing that is asked later. */
  readonly asked: readonly OpenRequest[];
  /** It waited for more, and may show that it was seen. */
  readonly joined?: true;
}

/** What handling is built on. */
export interface HandleMessagesTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly inbox: Inbox;
  readonly commands: CommandTable;
  readonly answers: AnswerInWords;
  readonly late: LateMessages;
  readonly edits: ReceiveEdit;
  readonly receiveMessage: ReceiveMessage;
}

/** What becomes of messages when it is their chat's turn; each comes here once. */
export class HandleMessages {
  readonly #tools: HandleMessagesTools;

  constructor(tools: HandleMessagesTools) {
    this.#tools = tools;
  }

  /** Those that belong together: what is no task leaves, the rest is one. */
  async together(parts: readonly GatheredMessage[], turn: Turn): Promise<void> {
    const tasks = await this.#tasksAmong(parts, withAlbums(parts).length === 1 ? turn : NO_TURN);
    if (tasks.length > 0) await this.#tools.receiveMessage.receive(tasks, turn);
  }

  /** One that came too long after it was sent to be run unasked. */
  async late(stored: GatheredMessage): Promise<void> {
    for (const task of await this.#tasksAmong([stored], NO_TURN)) this.#tools.late.add(task);
  }

  /** One to a bot that was replaced, and only sees its runs to their end; like any other if that bot is gone or back by now. */
  async toFormer(stored: GatheredMessage, former: ChatBot, turn: Turn): Promise<void> {
    const { bots, inbox, receiveMessage } = this.#tools;
    const isStill = bots.peek() !== former && bots.find((bot) => bot === former) !== null;
    if (!isStill) await this.together([stored], turn);
    else if (isForAnotherBot(stored.message, former.username)) await inbox.finish([stored.row], 'done');
    else await receiveMessage.tellMoved(stored, former, turn);
  }

  /** The edit of a message; `waiting` is that message as it is now, if it still waits for more. */
  async edit(edit: StoredMessage, waiting: StoredMessage | null): Promise<void> {
    const { inbox, edits, bots } = this.#tools;
    if (waiting !== null) await inbox.amend(waiting.row, waiting.message);
    else await edits.receive(edit.message, await botOf(bots, edit.message));
    await inbox.finish([edit.row], 'done');
  }

  async #tasksAmong(parts: readonly GatheredMessage[], turn: Turn): Promise<readonly GatheredMessage[]> {
    const tasks: GatheredMessage[] = [];
    for (const paste of withAlbums(parts)) if (!(await this.#leaves(paste, turn))) tasks.push(...paste);
    return tasks;
  }

  /** Whether what was pasted in one go is no task of ours, and is dealt with. */
  async #leaves(paste: readonly GatheredMessage[], turn: Turn): Promise<boolean> {
    const [first] = paste;
    if (first === undefined) return true;
    const { bots, inbox, commands, answers } = this.#tools;
    const { row, asked } = first;
    const files = paste.flatMap((piece) => piece.message.attachments ?? []);
    const attachments = files.length === 0 ? {} : { attachments: files };
    const message = { ...first.message, ...joinWords(paste), ...attachments };
    const { username, channel } = await botOf(bots, message);
    const command = commandIn(message);
    if (command !== null && isOwnCommand(message, username, commands)) {
      await commands.run(command, message, { row, turn });
    } else if (!isForAnotherBot(message, username) && !(await answers.take(message, asked, turn))) return false;
    // What became of it is said elsewhere.
    if (first.joined === true) channel.react({ chatId: message.chatId, messageId: message.messageId }, 'none');
    await inbox.finish(
      paste.map((piece) => piece.row),
      'done',
    );
    return true;
  }
}

/** What was pasted in one go; an album with a command in its caption is one, and begins with that. */
function withAlbums(parts: readonly GatheredMessage[]): readonly (readonly GatheredMessage[])[] {
  const told = parts.find(({ message }) => message.mediaGroup !== null && commandIn(message) !== null);
  if (told === undefined) return pastesIn(parts);
  const isOfIt = ({ message }: GatheredMessage) => message.mediaGroup === told.message.mediaGroup;
  const album = [told, ...parts.filter((part) => part !== told && isOfIt(part))];
  return [...pastesIn(parts.filter((part) => !isOfIt(part))), album];
}
