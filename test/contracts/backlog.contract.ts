import { expect } from 'chai';
import type { Outbox } from '../../src/application/ports/chat/outbox.js';
import type { Backlog } from '../../src/application/ports/store/backlog.js';
import type { Inbox } from '../../src/domain/ports/inbox.js';
import { entry } from '../support/builders/inbox-entry.js';
import type { FakeTime } from '../support/fakes/fake-time.js';
import { finalOrder } from './outbox.contract.js';

export interface BacklogBench {
  readonly backlog: Backlog;
  readonly inbox: Inbox;
  readonly outgoing: Outbox;
  readonly time: FakeTime;
}

const nothing = { answers: [], as: 'done' } as const;

/** What every count of unfinished work promises. */
export function describeBacklog(name: string, make: () => Promise<BacklogBench>): void {
  describe(`${name} as the count of what is unfinished`, () => {
    it('is nothing at first', async () => {
      const { backlog } = await make();
      expect(await backlog.depth()).to.deep.equal({ unfinished: 0, undelivered: 0, oldestUndeliveredAt: null });
    });

    it('counts rows from when they are accepted until they are finished', async () => {
      const { backlog, inbox } = await make();
      const ids = (await inbox.accept([entry('a'), entry('b'), entry('c')])).map((receipt) => receipt.id);
      expect((await backlog.depth()).unfinished).to.equal(3);
      await inbox.begin(ids);
      expect((await backlog.depth()).unfinished).to.equal(3);
      await inbox.finish(ids.slice(0, 1), 'done');
      await inbox.finish(ids.slice(1, 2), 'dead');
      expect((await backlog.depth()).unfinished).to.equal(1);
    });

    it('counts parcels until they are released, and knows the age of the oldest', async () => {
      const { backlog, outgoing, time } = await make();
      const since = time.now();
      const first = await outgoing.park({ kind: 'final', run: 'r', order: finalOrder('one') }, nothing);
      await time.advance(5_000);
      await outgoing.park({ kind: 'final', run: 's', order: finalOrder('two') }, nothing);
      expect(await backlog.depth()).to.deep.include({ undelivered: 2, oldestUndeliveredAt: since });
      await outgoing.release(first.id);
      expect(await backlog.depth()).to.deep.include({ undelivered: 1, oldestUndeliveredAt: since + 5_000 });
    });
  });
}
