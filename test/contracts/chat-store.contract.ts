import { expect } from 'chai';
import type { ChatStore } from '../../src/application/ports/chat/chat-store.js';
import type { FakeTime } from '../support/fakes/fake-time.js';

export interface ChatBookBench {
  readonly book: ChatStore;
  readonly time: FakeTime;
  reopened(): Promise<ChatStore>;
}

/** What every chat book promises. */
export function describeChatBook(name: string, make: () => Promise<ChatBookBench>): void {
  describe(`${name} as a chat book`, () => {
    let bench: ChatBookBench;
    let book: ChatStore;

    beforeEach(async () => {
      bench = await make();
      book = bench.book;
    });

    it('knows where groups went, also after a restart', async () => {
      await book.moved({ from: -5, to: -1_000_000_000_005 });
      await book.moved({ from: -6, to: -1_000_000_000_006 });
      await book.moved({ from: -6, to: -1_000_000_000_007 });
      expect(await (await bench.reopened()).moves()).to.deep.equal([
        { from: -6, to: -1_000_000_000_007 },
        { from: -5, to: -1_000_000_000_005 },
      ]);
    });

    it('follows a chain of moves to its end, and never in a circle', async () => {
      await book.moved({ from: 1, to: 2 });
      await book.moved({ from: 2, to: 3 });
      expect(await book.moves()).to.deep.equal([
        { from: 1, to: 3 },
        { from: 2, to: 3 },
      ]);
      await book.moved({ from: 3, to: 1 });
      expect(await book.moves()).to.deep.equal([
        { from: 2, to: 1 },
        { from: 3, to: 1 },
      ]);
    });

    it('counts what was not delivered in a chat that nobody can be reached in', async () => {
      const since = bench.time.now();
      await book.undelivered(9, 'blocked');
      await bench.time.advance(1_000);
      await book.undelivered(9, 'deactivated');
      await book.undelivered(8, 'kicked');
      expect(await (await bench.reopened()).unreachable()).to.deep.equal([
        { chatId: 8, since: since + 1_000, reason: 'kicked', undelivered: 1 },
        { chatId: 9, since, reason: 'deactivated', undelivered: 2 },
      ]);
    });

    it('forgets that once somebody is reached there again', async () => {
      await book.undelivered(9, 'blocked');
      await book.reached(9);
      await book.reached(10);
      expect(await book.unreachable()).to.deep.equal([]);
    });
  });
}
