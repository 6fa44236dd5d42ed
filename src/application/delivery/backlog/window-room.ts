import type { ChatId } from '../../../domain/ids.js';
import type { WaitingLine } from './waiting-line.js';

/** How many notices the heap may hold: what a few messages take, whatever waits on disk. */
export interface WindowSize {
  /** Of one lane. */
  readonly lane: number;
  /** Of one chat, before its lanes have to share. */
  readonly chat: number;
  /** Of all chats, before they have to share. */
  readonly all: number;
  /** Of every chat, however much is held of others, as long as `most` is enough for that. */
  readonly least: number;
  /** Of all chats, beside one of each. */
  readonly most: number;
}

/** Several messages of short notices for each chat. */
export const WINDOW_SIZE: WindowSize = { lane: 200, chat: 400, all: 2_000, least: 50, most: 10_000 };

/** Shares the window: no chat waits for another one, and in a chat no lane for another one. */
export class WindowRoom {
  readonly #size: WindowSize;
  readonly #chats = new Map<ChatId, number>();
  #all = 0;

  constructor(size: WindowSize = WINDOW_SIZE) {
    this.#size = size;
  }

  /** How many of a chat's are in the window. */
  of(chatId: ChatId): number {
    return this.#chats.get(chatId) ?? 0;
  }

  /** How many more of the line's the window takes now. */
  for({ lane, held }: WaitingLine): number {
    const ofChat = this.of(lane.place.chatId);
    const inLane = this.#size.lane - held;
    const inChat = Math.max(
      Math.min(this.#size.chat - ofChat, this.#size.all - this.#all),
      this.#least - ofChat,
      // A lane that has nothing in the window gets on, also behind a chat's others.
      held === 0 && ofChat < 2 * this.#size.chat ? 1 : 0,
    );
    return Math.max(0, Math.min(inLane, inChat));
  }

  /** Of every chat, now. */
  get #least(): number {
    const { least, most } = this.#size;
    if (this.#all >= most) return 1;
    return Math.max(1, Math.min(least, Math.floor(most / Math.max(1, this.#chats.size)), most - this.#all));
  }

  /** One more of the chat's. */
  take(chatId: ChatId): void {
    this.#all++;
    this.#chats.set(chatId, this.of(chatId) + 1);
  }

  /** One of the chat's less. */
  leave(chatId: ChatId): void {
    this.#all--;
    const left = this.of(chatId) - 1;
    if (left > 0) this.#chats.set(chatId, left);
    else this.#chats.delete(chatId);
  }
}
