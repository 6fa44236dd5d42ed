import type { ChatMoves } from '../../domain/chat/chat-moves.js';
import type { ChatId } from '../../domain/ids.js';
import type { ChatNews } from '../ports/chat/chat-news.js';
import type { ChatMove, ChatStore } from '../ports/chat/chat-store.js';
import type { MessageStore } from '../ports/chat/message-store.js';
import type { Preferences } from '../ports/store/preferences.js';
import type { SessionStore } from '../ports/store/session-store.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import { ownerChats } from '../values/owner-chats.js';
import { chatMovedText, WRITE_MOVE_LABEL } from '../wording/delivery/chat-moved-text.js';
import { keysNaming } from './chats-named.js';
import type { Notifier } from './notifier.js';

/** What the data of the button begins with that writes a move into the file; the former id and the new one follow. */
export const WRITE_MOVE_BUTTON = 'moved-chat:';

/** What chats are followed with. */
export interface FollowChatsTools {
  readonly chatStore: ChatStore;
  readonly messages: MessageStore;
  readonly sessions: SessionStore;
  readonly preferences: Preferences;
  readonly known: ChatMoves;
  readonly generations: Generations;
  readonly journal: Journal;
}

/**
 * Keeps what becomes of chats. Messages, conversations and choices of a group move along with it. One of the configuration
 * that has another id now is remembered: everything for the old id goes to the new one, whoever is allowed there stays so,
 * and its owner is offered to have it written into the file, at every start until it is there. Chats in which nobody can
 * be reached are listed until somebody is.
 */
export class FollowChats implements ChatNews {
  readonly #book: ChatStore;
  readonly #moving: readonly Pick<MessageStore, 'moved'>[];
  readonly #known: ChatMoves;
  readonly #generations: Generations;
  readonly #journal: Journal;
  readonly #lost: Promise<Set<ChatId>>;
  readonly #told = new Set<string>();
  #notices: Notifier | null = null;
  #onReached: (chatId: ChatId) => void = () => undefined;

  constructor({ chatStore, messages, sessions, preferences, known, generations, journal }: FollowChatsTools) {
    this.#book = chatStore;
    this.#moving = [messages, sessions, preferences];
    this.#known = known;
    this.#generations = generations;
    this.#journal = journal;
    this.#lost = chatStore.unreachable().then(
      (chats) => new Set(chats.map(({ chatId }) => chatId)),
      () => new Set(),
    );
  }

  /** Finds out which moves are known from earlier processes; to be waited for before updates are judged. */
  async recall(): Promise<void> {
    for (const { from, to } of await this.moves()) this.#known.note(from, to);
  }

  /**
   * Tells, now and from now on, which ids in the file are out of date; once a configuration is in force. `onReached` is called
   * when somebody can be reached again in a chat where nobody could.
   */
  start(notices: Notifier, onReached: (chatId: ChatId) => void): void {
    this.#notices = notices;
    this.#onReached = onReached;
    void this.moves().then((moves) => {
      for (const move of moves) this.#tell(move);
    });
  }

  moved(move: ChatMove): void {
    this.reached(move.from);
    for (const store of this.#moving) this.#keep(store.moved(move));
    const config = this.#generations.peek()?.config;
    if (config === undefined || keysNaming(move.from, config).length === 0) return;
    this.#known.note(move.from, move.to);
    this.#journal.record({ name: 'chat.moved', level: 'warn', data: { ...move } });
    this.#keep(this.#book.moved(move));
    this.#tell(move);
  }

  unreachable(chatId: ChatId, reason: string): void {
    this.#journal.record({ name: 'chat.unreachable', level: 'error', data: { chat: chatId, reason } });
    void this.#lost.then((lost) => lost.add(chatId));
    this.#keep(this.#book.undelivered(chatId, reason));
  }

  reached(chatId: ChatId): void {
    void this.#lost.then((lost) => {
      if (!lost.delete(chatId)) return;
      this.#journal.record({ name: 'chat.reached-again', level: 'info', data: { chat: chatId } });
      this.#keep(this.#book.reached(chatId));
      this.#onReached(chatId);
    });
  }

  /** Whether nobody can be reached in the chat, as far as is known. */
  async isUnreachable(chatId: ChatId): Promise<boolean> {
    return (await this.#lost).has(chatId);
  }

  async moves(): Promise<readonly ChatMove[]> {
    try {
      return await this.#book.moves();
    } catch (cause) {
      this.#journal.record({ name: 'chat.moves-unknown', level: 'error', cause });
      return [];
    }
  }

  #tell({ from, to }: ChatMove): void {
    const generation = this.#generations.current();
    const keys = keysNaming(from, generation.config);
    if (keys.length === 0 || this.#notices === null || this.#told.has(`${from} ${to}`)) return;
    this.#told.add(`${from} ${to}`);
    const [notices, markdown] = [this.#notices, chatMovedText({ from, to }, keys)];
    const buttons = [[{ label: WRITE_MOVE_LABEL, data: `${WRITE_MOVE_BUTTON}${from}:${to}` }]];
    for (const chatId of ownerChats(generation)) {
      this.#keep(notices.tell({ place: { chatId, threadId: null }, markdown, loud: true, buttons }));
    }
  }

  #keep(writing: Promise<void>): void {
    void writing.catch((cause) => this.#journal.record({ name: 'chat.not-kept', level: 'error', cause }));
  }
}
