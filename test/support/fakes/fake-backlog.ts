import type { Backlog } from '../../../src/application/ports/store/backlog.js';
import type { BacklogDepth } from '../../../src/application/values/vital-signs.js';
import type { FakeInbox } from './fake-inbox.js';
import type { FakeOutgoing } from './fake-outgoing.js';

/** Counts what is in the other fakes. */
export class FakeBacklog implements Backlog {
  readonly #inbox: FakeInbox;
  readonly #outgoing: FakeOutgoing;

  constructor(inbox: FakeInbox, outgoing: FakeOutgoing) {
    this.#inbox = inbox;
    this.#outgoing = outgoing;
  }

  async depth(): Promise<BacklogDepth> {
    const instants = [...this.#outgoing.parkedAt.values()];
    return {
      unfinished: (await this.#inbox.unfinished()).length,
      undelivered: instants.length,
      oldestUndeliveredAt: instants.length === 0 ? null : Math.min(...instants),
    };
  }
}
