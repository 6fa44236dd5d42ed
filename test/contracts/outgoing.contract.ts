import { expect } from 'chai';
import type { FinalOrder } from '../../src/application/ports/chat-channel.js';
import type { Outgoing } from '../../src/application/ports/outgoing.js';
import type { Inbox } from '../../src/domain/ports/inbox.js';
import { entry } from './inbox.contract.js';

export interface OutgoingBench {
  readonly outgoing: Outgoing;
  readonly inbox: Inbox;
  reopened(): Promise<Outgoing>;
}

export function finalOrder(answer: string): FinalOrder {
  return {
    place: { chatId: 1, threadId: 3 },
    replyTo: 5,
    progress: { chatId: 1, messageId: 6 },
    trim: false,
    view: {
      face: { run: 'r', engine: 'claude', context: null, origin: { kind: 'at', id: 'x' }, meta: {}, resumeLine: null },
      status: 'done',
      elapsedMs: 12.5,
      steps: 2,
      actions: [],
      answer,
      problem: null,
      usage: null,
    },
  };
}

/** What every list of undelivered finals promises. */
export function describeOutgoing(name: string, make: () => Promise<OutgoingBench>): void {
  describe(`${name} as the list of undelivered finals`, () => {
    let bench: OutgoingBench;
    let outgoing: Outgoing;

    beforeEach(async () => {
      bench = await make();
      outgoing = bench.outgoing;
    });

    it('gives back what was parked, oldest first, several for one run too', async () => {
      const one = await outgoing.park('r', finalOrder('one'), []);
      const two = await outgoing.park('r', finalOrder('two'), []);
      expect(one).to.deep.equal({ id: one.id, run: 'r', order: finalOrder('one') });
      expect(two.id).to.be.greaterThan(one.id);
      expect(await outgoing.parked()).to.deep.equal([one, two]);
    });

    it('finishes the rows that a final answers, and no others', async () => {
      const rows = await bench.inbox.accept([entry('a'), entry('b'), entry('c')]);
      const ids = rows.map((row) => row.id);
      await bench.inbox.begin(ids);
      await outgoing.park('r', finalOrder('one'), ids.slice(0, 2));
      expect((await bench.inbox.unfinished()).map((row) => row.key)).to.deep.equal(['c']);
    });

    it('forgets what was released; releasing again does nothing', async () => {
      const one = await outgoing.park('r', finalOrder('one'), []);
      const two = await outgoing.park('s', finalOrder('two'), []);
      await outgoing.release(one.id);
      await outgoing.release(one.id);
      expect(await outgoing.parked()).to.deep.equal([two]);
    });

    it('never gives an id twice', async () => {
      const one = await outgoing.park('r', finalOrder('one'), []);
      await outgoing.release(one.id);
      const two = await outgoing.park('r', finalOrder('two'), []);
      expect(two.id).not.to.equal(one.id);
    });

    it('remembers over a restart', async () => {
      const one = await outgoing.park('r', finalOrder('ä€😀'), []);
      expect(await (await bench.reopened()).parked()).to.deep.equal([one]);
    });
  });
}
