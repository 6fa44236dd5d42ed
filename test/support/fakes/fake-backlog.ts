import type { Backlog } from '../../../src/application/ports/store/backlog.js';
import type { BacklogDepth } from '../../../src/application/values/health-report.js';
import type { FakeInbox } from './fake-inbox.js';
import type { FakeOutbox } from './fake-outbox.js';

/** Counts what is in the other fakes. */
export class FakeBacklog implements Backlog {
  readonly #inbox: FakeInbox;
  readonly #outgoing: FakeOutbox;
  /** It answers once this resolves. */
  ready: Promise<void> = Promise.resolve();

  constructor(inbox: FakeInbox, outgoing: FakeOutbox) {
    this.#inbox = inbox;
    this.#outgoing = outgoing;
  }

  async depth(): Promise<BacklogDepth> {
    await this.ready;
    const instants = this.#outgoing.untold.map(({ id }) => this.#outgoing.parkedAt.get(id) ?? 0);
    return {
      unfinished: (await this.#inbox.unfinished()).length,
      undelivered: instants.length,
      oldestUndeliveredAt: instants.length === 0 ? null : Math.min(...instants),
    };
  }
}
