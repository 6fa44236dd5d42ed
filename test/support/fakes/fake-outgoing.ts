import type { FinalOrder } from '../../../src/application/ports/chat-channel.js';
import type { Outgoing, ParkedFinal } from '../../../src/application/ports/outgoing.js';
import type { RowId, RunId } from '../../../src/domain/ids.js';
import type { Inbox } from '../../../src/domain/ports/inbox.js';

/** Undelivered finals in memory, beside the Inbox whose rows they answer. */
export class FakeOutgoing implements Outgoing {
  readonly #inbox: Pick<Inbox, 'finish'>;
  readonly #parked = new Map<number, ParkedFinal>();
  #lastId = 0;

  constructor(inbox: Pick<Inbox, 'finish'>) {
    this.#inbox = inbox;
  }

  async park(run: RunId, order: FinalOrder, answers: readonly RowId[]): Promise<ParkedFinal> {
    await this.#inbox.finish(answers, 'done');
    const final = structuredClone({ id: ++this.#lastId, run, order });
    this.#parked.set(final.id, final);
    return structuredClone(final);
  }

  async release(id: number): Promise<void> {
    this.#parked.delete(id);
  }

  async parked(): Promise<readonly ParkedFinal[]> {
    return structuredClone([...this.#parked.values()]);
  }
}
