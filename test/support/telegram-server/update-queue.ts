import { type BotAnswer, result } from './bot-answer.js';

interface Poll {
  readonly limit: number;
  readonly answer: (answer: BotAnswer) => void;
}

/** What one bot has not fetched yet. */
export class UpdateQueue {
  #updates: { readonly id: number; readonly body: unknown }[] = [];
  #lastId: number;
  #poll: Poll | null = null;

  constructor(firstId: number) {
    this.#lastId = firstId - 1;
  }

  /** The updates that were not confirmed. */
  get pending(): readonly unknown[] {
    return this.#updates.map((update) => update.body);
  }

  /** Whether somebody is waiting for updates. */
  get isPolled(): boolean {
    return this.#poll !== null;
  }

  /** Adds an update; `body` gets its `update_id`. */
  add(body: Readonly<Record<string, unknown>>): number {
    const id = ++this.#lastId;
    this.#updates.push({ id, body: { update_id: id, ...body } });
    this.#serve();
    return id;
  }

  /** Answers at once if there is something, else when something comes or time is up; an earlier poll is ended with 409. */
  poll(
    wish: { readonly offset: number | null; readonly limit: number; readonly timeoutMs: number },
    signal: AbortSignal,
  ): Promise<BotAnswer> {
    this.#confirm(wish.offset);
    this.#poll?.answer(conflict);
    const { promise, resolve } = Promise.withResolvers<BotAnswer>();
    const poll: Poll = { limit: wish.limit, answer: resolve };
    this.#poll = poll;
    const timer = wish.timeoutMs > 0 ? setTimeout(() => resolve(result([])), wish.timeoutMs) : null;
    const leave = () => resolve(result([]));
    signal.addEventListener('abort', leave, { once: true });
    this.#serve();
    if (wish.timeoutMs <= 0) resolve(result([]));
    return promise.finally(() => {
      if (timer !== null) clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      if (this.#poll === poll) this.#poll = null;
    });
  }

  #confirm(offset: number | null): void {
    if (offset === null) return;
    this.#updates = offset < 0 ? this.#updates.slice(offset) : this.#updates.filter((update) => update.id >= offset);
  }

  #serve(): void {
    if (this.#poll === null || this.#updates.length === 0) return;
    const { answer, limit } = this.#poll;
    this.#poll = null;
    answer(result(this.#updates.slice(0, limit).map((update) => update.body)));
  }
}

const conflict: BotAnswer = {
  ok: false,
  code: 409,
  description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
};
