import { expect } from 'chai';
import type { KeptFinalsStore } from '../../src/application/ports/chat/kept-finals-store.js';
import type { Outbox } from '../../src/application/ports/chat/outbox.js';
import type { FakeTime } from '../support/fakes/fake-time.js';
import { finalOrder } from './outbox.contract.js';

/** Kept finals beside the outbox that they come from. */
export interface KeptFinalsBench {
  readonly kept: KeptFinalsStore;
  readonly outgoing: Outbox;
  readonly time: FakeTime;
  reopened(): Promise<{ readonly kept: KeptFinalsStore; readonly outgoing: Outbox }>;
}

const CHAT = -100;

/** What every list of kept finals promises. */
export function describeKeptFinals(name: string, make: () => Promise<KeptFinalsBench>): void {
  describe(`${name} as the list of kept finals`, () => {
    let bench: KeptFinalsBench;
    beforeEach(async () => {
      bench = await make();
    });

    const parked = async (answer: string) => {
      const parcel = { kind: 'final', run: answer, order: finalOrder(answer) } as const;
      return bench.outgoing.park(parcel, { answers: [], as: 'done' });
    };
    const runs = (finals: readonly { readonly parcel: object }[]) =>
      finals.map(({ parcel }) => ('run' in parcel ? parcel.run : null));

    it('takes a final out of the outbox and puts it back as it was told, with how much of it was sent', async () => {
      const final = await parked('one');
      await bench.outgoing.advance(final.id, 2);
      const progress = { chatId: 1, messageId: 99 };
      const now = { ...final, parcel: { ...final.parcel, order: { ...final.parcel.order, progress } } };
      await bench.kept.keep(now, CHAT);
      expect(await bench.outgoing.parked()).to.deep.equal([]);
      expect(await bench.kept.chats()).to.deep.equal([CHAT]);
      const { kept, outgoing } = await bench.reopened();
      const expected = { ...now, sent: 2 };
      expect(await kept.free(CHAT, 20)).to.deep.equal({ finals: [expected], left: 0 });
      expect(await outgoing.parked()).to.deep.equal([expected]);
      expect(await kept.chats()).to.deep.equal([]);
    });

    it('gives the latest of a chat first, the oldest of them in front, and counts the others', async () => {
      for (const answer of ['a', 'b', 'c', 'd']) await bench.kept.keep(await parked(answer), CHAT);
      await bench.kept.keep(await parked('elsewhere'), 5);
      const first = await bench.kept.free(CHAT, 3);
      expect([runs(first.finals), first.left]).to.deep.equal([['b', 'c', 'd'], 1]);
      const second = await bench.kept.free(CHAT, 3);
      expect([runs(second.finals), second.left]).to.deep.equal([['a'], 0]);
      expect(await bench.kept.free(CHAT, 3)).to.deep.equal({ finals: [], left: 0 });
      expect(await bench.kept.chats()).to.deep.equal([5]);
    });

    it('keeps nothing twice, and nothing that is not in the outbox', async () => {
      const final = await parked('one');
      await bench.kept.keep(final, CHAT);
      await bench.kept.keep(final, CHAT);
      expect((await bench.kept.free(CHAT, 20)).finals).to.have.length(1);
      await bench.outgoing.release(final.id);
      await bench.kept.keep(final, CHAT);
      expect(await bench.kept.chats()).to.deep.equal([]);
    });

    it('keeps files as well, and says what is staged of them', async () => {
      const file = { staged: { name: 'staged1', bytes: 3 }, name: 'a.txt', bytes: 3 };
      const order = {
        place: { chatId: CHAT, threadId: null },
        replyTo: 5,
        files: [file],
        skipped: [],
        images: 'photo',
      } as const;
      const parcel = { kind: 'files', run: 'files', order } as const;
      const files = await bench.outgoing.park(parcel, { answers: [], as: 'done' });
      expect(await bench.kept.staged()).to.deep.equal([]);
      await bench.kept.keep(files, CHAT);
      await bench.kept.keep(await parked('beside'), CHAT);
      expect(await bench.kept.staged()).to.deep.equal([file.staged]);
      expect((await bench.kept.free(CHAT, 20)).finals[0]).to.deep.equal(files);
      expect(await bench.kept.staged()).to.deep.equal([]);
    });

    it('forgets what was kept before an instant', async () => {
      await bench.kept.keep(await parked('old'), CHAT);
      await bench.time.advance(1_000);
      const before = bench.time.now();
      await bench.kept.keep(await parked('new'), CHAT);
      expect(await bench.kept.forget(before)).to.equal(1);
      expect(runs((await bench.kept.free(CHAT, 20)).finals)).to.deep.equal(['new']);
    });
  });
}
