import type { FinishedWork } from '../../../src/application/ports/store/finished-work.js';
import type { Instant } from '../../../src/domain/ports/clock.js';
import type { FakeInbox } from './fake-inbox.js';
import type { FakeMessageStore } from './fake-message-store.js';
import type { FakeRunHistory } from './fake-run-history.js';
import type { FakeRunStore } from './fake-run-store.js';

/** Forgets everything at once; a test may see what it was asked, and have it say that there is more. */
export class FakeFinishedWork implements FinishedWork {
  readonly asked: Instant[] = [];
  /** How many more times it says that there may be more. */
  slices = 0;
  /** While set, every call rejects with it. */
  broken: Error | null = null;
  readonly #inbox: FakeInbox;
  readonly #runs: FakeRunHistory;
  readonly #book: FakeRunStore;
  readonly #messages: FakeMessageStore;

  constructor(inbox: FakeInbox, runs: FakeRunHistory, book: FakeRunStore, messages: FakeMessageStore) {
    this.#inbox = inbox;
    this.#runs = runs;
    this.#book = book;
    this.#messages = messages;
  }

  async forgetSome(endedBefore: Instant): Promise<boolean> {
    this.asked.push(endedBefore);
    if (this.broken !== null) throw this.broken;
    this.#inbox.forget(endedBefore);
    this.#runs.forget(endedBefore);
    this.#book.forget(endedBefore, this.#messages.forget(endedBefore));
    this.slices = Math.max(0, this.slices - 1);
    return this.slices > 0;
  }
}
