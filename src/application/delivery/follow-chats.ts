import type { ChatId } from '../../domain/ids.js';
import type { ChatNews } from '../ports/chat/chat-news.js';
import type { ChatMove, ChatStore } from '../ports/chat/chat-store.js';
import type { MessageStore } from '../ports/chat/message-store.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import { chatMovedText } from '../wording/delivery/chat-moved-text.js';
import { keysNaming } from './chats-named.js';
import type { Notifier } from './notifier.js';
import { tellOwner } from './tell-owner.js';

/** What chats are followed with. */
export interface FollowChatsTools {
  readonly chatStore: ChatStore;
  readonly messages: MessageStore;
  readonly generations: Generations;
  readonly journal: Journal;
}

/**
 * Keeps what becomes of chats: what the messages of a group stand for moves along with it; one of the configuration that
 * has another id now is remembered, so that everything
 * for the old id goes to the new one, and its owner is told what to write into the file, at every start until it is
 * there; chats in which nobody can be reached are listed until somebody is.
 */
export class FollowChats implements ChatNews {
  readonly #book: ChatStore;
  readonly #messages: MessageStore;
  readonly #generations: Generations;
  readonly #journal: Journal;
  readonly #lost: Promise<Set<ChatId>>;
  readonly #told = new Set<string>();
  #notices: Notifier | null = null;

  constructor({ chatStore, messages, generations, journal }: FollowChatsTools) {
    this.#book = chatStore;
    this.#messages = messages;
    this.#generations = generations;
    this.#journal = journal;
    this.#lost = chatStore.unreachable().then(
      (chats) => new Set(chats.map(({ chatId }) => chatId)),
      () => new Set(),
    );
  }

  /** Tells, now and from now on, which ids in the file are out of date; once a configuration is in force. */
  start(notices: Notifier): void {
    this.#notices = notices;
    void this.moves().then((moves) => {
      for (const move of moves) this.#tell(move);
    });
  }

  moved(move: ChatMove): void {
    this.#keep(this.#messages.moved(move));
    const config = this.#generations.peek()?.config;
    if (config === undefined || keysNaming(move.from, config).length === 0) return;
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
    });
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
    this.#keep(tellOwner(this.#notices, generation, chatMovedText({ from, to }, keys)));
  }

  #keep(writing: Promise<void>): void {
    void writing.catch((cause) => this.#journal.record({ name: 'chat.not-kept', level: 'error', cause }));
  }
}
