import type { RestartWish } from '../../../../domain/accepted/restart-wish.js';
import type { ChatId, MessageId, ThreadId } from '../../../../domain/ids.js';
import type { Inbox } from '../../../../domain/ports/inbox.js';

/** A message that asks for a restart. */
export interface RestartMessage {
  readonly bot: number;
  readonly updateId: number;
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  readonly messageId: MessageId;
}

/**
 * Takes the wish for a restart. It is on disk before it is obeyed, under the name of its message: a message that comes again
 * after the restart, because its handling could not be noted, is recognised and restarts nothing.
 */
export class Restart {
  /** Resolves with the first wish. */
  readonly asked: Promise<RestartWish>;
  readonly #inbox: Inbox;
  readonly #obey: (wish: RestartWish) => void;
  #taken = false;

  constructor(inbox: Inbox) {
    const asked = Promise.withResolvers<RestartWish>();
    [this.asked, this.#obey] = [asked.promise, asked.resolve];
    this.#inbox = inbox;
  }

  /** Whether a restart is on its way. */
  get taken(): boolean {
    return this.#taken;
  }

  /** `already`: somebody was first. `done`: this very message has led to a restart before. */
  async ask({ bot, updateId, chatId, threadId, messageId }: RestartMessage): Promise<'taken' | 'already' | 'done'> {
    if (this.#taken) return 'already';
    this.#taken = true;
    const wish: RestartWish = { place: { chatId, threadId }, replyTo: messageId };
    try {
      const entry = { source: 'restart' as const, key: `${bot}:${updateId}`, body: wish, due: null };
      const [receipt] = await this.#inbox.accept([entry]);
      if (receipt?.duplicate === true) {
        this.#taken = false;
        return 'done';
      }
    } catch (cause) {
      this.#taken = false;
      throw cause;
    }
    this.#obey(wish);
    return 'taken';
  }
}
