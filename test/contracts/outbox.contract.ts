import { expect } from 'chai';
import type { FinalOrder } from '../../src/application/ports/chat/chat-channel.js';
import type { OfferStore } from '../../src/application/ports/chat/offer-store.js';
import type { Outbox, OutboxMessage } from '../../src/application/ports/chat/outbox.js';
import type { Inbox } from '../../src/domain/ports/inbox.js';
import { inboundMessage } from '../support/builders/inbound-message.js';
import { entry } from '../support/builders/inbox-entry.js';
import { runRequest } from '../support/builders/run-request.js';

export interface OutgoingBench {
  readonly outgoing: Outbox;
  readonly inbox: Inbox;
  readonly offers: OfferStore;
  reopened(): Promise<Outbox>;
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

const final = (answer: string, run = 'r'): OutboxMessage => ({ kind: 'final', run, order: finalOrder(answer) });
const notice = (markdown: string): OutboxMessage => ({
  kind: 'notice',
  order: { place: { chatId: 1, threadId: null }, markdown, buttons: [[{ label: 'x', data: 'y' }]] },
});
const nothing = { answers: [], as: 'done' } as const;

/** What every list of undelivered parcels promises. */
export function describeOutgoing(name: string, make: () => Promise<OutgoingBench>): void {
  describe(`${name} as the list of undelivered parcels`, () => {
    let bench: OutgoingBench;
    let outgoing: Outbox;

    beforeEach(async () => {
      bench = await make();
      outgoing = bench.outgoing;
    });

    it('gives back what was parked, oldest first, several for one run too', async () => {
      const one = await outgoing.park(final('one'), nothing);
      const two = await outgoing.park(final('two'), nothing);
      const three = await outgoing.park(notice('three'), nothing);
      expect(one).to.deep.equal({ id: one.id, parcel: final('one'), sent: 0 });
      expect(two.id).to.be.greaterThan(one.id);
      expect(await outgoing.parked()).to.deep.equal([one, two, three]);
    });

    it('gives back files as they were parked, and leaves their run open', async () => {
      const origin = { path: '/app/out/r/a.txt', identity: '1 2 3 4', within: '/app/out' };
      const file = { staged: { name: 'staged1', bytes: 3 }, name: 'a.txt', bytes: 3, caption: 'a', origin };
      const order = {
        place: { chatId: 1, threadId: null },
        replyTo: 5,
        files: [file],
        skipped: [{ name: 'b', reason: 'it is empty' }],
        keptIn: 'out/.skipped',
        images: 'document',
      } as const;
      const one = await outgoing.park({ kind: 'files', run: 'r', order }, nothing);
      const two = await outgoing.park({ kind: 'files', run: null, order: { ...order, files: [] } }, nothing);
      await outgoing.advance(one.id, 1);
      expect(await outgoing.parked()).to.deep.equal([{ ...one, sent: 1 }, two]);
    });

    it('parks what goes along with a parcel, until the outbox of the run was looked through', async () => {
      const promise = (run: string): OutboxMessage => ({
        kind: 'outbox',
        run,
        order: {
          ...{
            place: { chatId: 1, threadId: null },
            replyTo: null,
            directory: '/app',
            looseSince: 12.5,
            taken: ['1 2'],
          },
          handOut: {
            ...{ outbox: 'out', maxFiles: 10, denied: ['*.pem'], cleanup: true, tellsSkipped: true },
            directories: 'zip',
            images: 'photo',
          },
        },
      });
      await outgoing.park(final('one'), { ...nothing, along: [promise('r')] });
      await outgoing.park(final('two', 's'), { ...nothing, along: [promise('s')] });
      const parcels = async () => (await outgoing.parked()).map(({ parcel }) => parcel);
      expect(await parcels()).to.deep.equal([final('one'), promise('r'), final('two', 's'), promise('s')]);
      await outgoing.handedOut('r');
      expect(await parcels()).to.deep.equal([final('one'), final('two', 's'), promise('s')]);
      await outgoing.park(notice('three'), { ...nothing, handsOut: 's' });
      expect(await parcels()).to.deep.equal([final('one'), final('two', 's'), notice('three')]);
    });

    it('ends the rows that a parcel answers as it says, and no others', async () => {
      const rows = await bench.inbox.accept([entry('a'), entry('b'), entry('c', { source: 'webhook' }), entry('d')]);
      const [a = 0, b = 0, c = 0] = rows.map((row) => row.id);
      await bench.inbox.begin([a]);
      await outgoing.park(final('one'), { answers: [a, b], as: 'done' });
      await outgoing.park(notice('lost'), { answers: [c], as: 'dead' });
      expect((await bench.inbox.unfinished()).map((row) => row.key)).to.deep.equal(['d']);
      const [again] = await bench.inbox.accept([entry('c', { source: 'webhook' })]);
      expect(again?.duplicate).to.equal(false);
    });

    it('ends rows that had begun as done whatever it says of the others, so that no sender has them done once more', async () => {
      const entries = ['a', 'b'].map((key) => entry(key, { source: 'webhook' }));
      const [a = 0, b = 0] = (await bench.inbox.accept(entries)).map(({ id }) => id);
      await bench.inbox.begin([b]);
      await outgoing.park(notice('set aside'), { answers: [a], as: 'dead', begun: [b] });
      expect(await bench.inbox.unfinished()).to.deep.equal([]);
      expect((await bench.inbox.accept(entries)).map(({ duplicate }) => duplicate)).to.deep.equal([false, true]);
    });

    it('forgets the parcels that a parcel replaces, and no others', async () => {
      const one = await outgoing.park(final('one'), nothing);
      const two = await outgoing.park(final('two', 's'), nothing);
      const three = await outgoing.park(notice('in place of one'), { ...nothing, replaces: [one.id, 404] });
      expect(await outgoing.parked()).to.deep.equal([two, three]);
    });

    it('makes the offers of a parcel, each once', async () => {
      const offer = { key: 'k', request: runRequest(), resume: { engine: 'claude', value: 'v', directory: null } };
      await outgoing.park(notice('offered'), { ...nothing, offers: [offer] });
      await outgoing.park(notice('again'), { ...nothing, offers: [{ ...offer, resume: null }] });
      expect(await bench.offers.find('k')).to.deep.equal(offer);
      expect(await bench.offers.find('other')).to.equal(null);
    });

    it('finds the question that was asked last about a message, by what was written in that chat', async () => {
      const first = inboundMessage({ chatId: 1, messageId: 3, text: 'it says "messageId":4' });
      const asked = [first];
      const one = { key: 'q1', askedOf: 7, answers: { text: asked }, asked };
      const two = {
        ...one,
        key: 'q2',
        asked: [{ ...first, updateId: 9 }, inboundMessage({ chatId: 1, messageId: 33 })],
      };
      await outgoing.park(notice('one'), { ...nothing, offers: [one] });
      expect(await bench.offers.questionAbout({ chatId: 1, messageId: 3 })).to.deep.equal(one);
      await outgoing.park(notice('two'), { ...nothing, offers: [two] });
      const offer = { key: 'k', request: { ...runRequest(), replyTo: 3 }, resume: null };
      await outgoing.park(notice('offered'), { ...nothing, offers: [offer] });
      expect(await bench.offers.questionAbout({ chatId: 1, messageId: 3 })).to.deep.equal(two);
      expect(await bench.offers.questionAbout({ chatId: 1, messageId: 33 })).to.deep.equal(two);
      expect(await bench.offers.questionAbout({ chatId: 1, messageId: 4 })).to.equal(null);
      expect(await bench.offers.questionAbout({ chatId: 2, messageId: 3 })).to.equal(null);
    });

    it('knows how many messages of a parcel are there', async () => {
      const one = await outgoing.park(final('one'), nothing);
      await outgoing.advance(one.id, 2);
      await outgoing.advance(one.id, 1);
      expect((await outgoing.parked())[0]?.sent).to.equal(2);
      await outgoing.advance(404, 1);
    });

    it('forgets what was released; releasing again does nothing', async () => {
      const one = await outgoing.park(final('one'), nothing);
      const two = await outgoing.park(final('two', 's'), nothing);
      await outgoing.release(one.id);
      await outgoing.release(one.id);
      expect(await outgoing.parked()).to.deep.equal([two]);
    });

    it('never gives an id twice', async () => {
      const one = await outgoing.park(final('one'), nothing);
      await outgoing.release(one.id);
      const two = await outgoing.park(final('two'), nothing);
      expect(two.id).not.to.equal(one.id);
    });

    it('keeps lanes apart from the rest, each in its order, however many are asked for', async () => {
      const first = await outgoing.park(notice('a1'), nothing, 'a');
      const other = await outgoing.park(notice('b1'), nothing, 'b x');
      const outside = await outgoing.park(final('one'), nothing);
      const second = await outgoing.park(notice('a2'), nothing, 'a');
      const third = await outgoing.park(notice('a3'), nothing, 'a');
      expect(await outgoing.parked()).to.deep.equal([outside]);
      expect(await outgoing.lanes()).to.deep.equal(['a', 'b x']);
      expect(await outgoing.head('a', 2)).to.deep.equal({ readable: [first, second], unreadable: [], full: true });
      await outgoing.release(first.id);
      expect(await outgoing.head('a', 3)).to.deep.equal({ readable: [second, third], unreadable: [], full: false });
      expect((await outgoing.head('b', 9)).readable).to.deep.equal([]);
      await outgoing.release(other.id);
      expect(await outgoing.lanes()).to.deep.equal(['a']);
    });

    it('counts what waits in the lanes of one beginning, up to a number', async () => {
      for (const lane of ['x 1 a', 'x 1 b', 'x 10 a', 'x 1 a']) await outgoing.park(notice(lane), nothing, lane);
      expect(await outgoing.waiting('x 1 ', 9)).to.equal(3);
      expect(await outgoing.waiting('x 1 ', 2)).to.equal(2);
      expect(await outgoing.waiting('y', 9)).to.equal(0);
    });

    it('lets a message stand for notices of lanes, slice by slice, and shows them', async () => {
      const saying = (id: number, count: number) => ({
        lane: 'm',
        parcel: {
          kind: 'notice' as const,
          order: {
            place: { chatId: 1, threadId: null },
            markdown: `${count}`,
            buttons: [[{ label: 'x', data: `${id}` }]],
          },
        },
      });
      const order = { lane: 'a', after: 0, most: 2, into: null, saying };
      expect(await outgoing.fold(order)).to.equal(null);
      const told = await outgoing.park(notice('told'), nothing, 'a');
      const ids: number[] = [];
      for (const text of ['1', '2', '3']) ids.push((await outgoing.park(notice(text), nothing, 'a')).id);
      const folded = await outgoing.fold({ ...order, after: told.id });
      const id = folded?.message.id ?? 0;
      expect(folded).to.deep.include({ count: 2, added: 2 });
      expect(folded?.message).to.deep.equal({ id, sent: 0, ...{ parcel: saying(id, 2).parcel } });
      ids.push((await outgoing.park(notice('4'), nothing, 'b')).id);
      expect(await outgoing.fold({ ...order, after: told.id, into: id })).to.deep.include({ count: 3, added: 1 });
      const last = await outgoing.fold({ ...order, lane: 'b', into: id });
      expect(last).to.deep.include({ count: 4, added: 1 });
      const there = await bench.reopened();
      expect((await there.head('m', 9)).readable).to.deep.equal([last?.message]);
      expect((await there.head('a', 9)).readable).to.deep.equal([told]);
      expect(await there.lanes()).to.deep.equal(['a', 'm']);
      expect(await there.waiting('a', 9)).to.equal(1);
      await there.release(id);
      const textsOf = async (way: 'after' | 'before', from: number, most = 9) => {
        const { notices, before, total } = await there.folded({ fold: id, way, id: from, most });
        return [notices.map(({ parcel }) => parcel.order.markdown).join(), before, total];
      };
      expect(await textsOf('after', 0)).to.deep.equal(['1,2,3,4', 0, 4]);
      expect(await textsOf('after', ids[0] ?? 0, 2)).to.deep.equal(['2,3', 1, 4]);
      expect(await textsOf('before', ids[3] ?? 0, 2)).to.deep.equal(['2,3', 1, 4]);
      expect((await there.folded({ fold: 404, way: 'after', id: 0, most: 9 })).total).to.equal(0);
    });

    it('remembers over a restart', async () => {
      const one = await outgoing.park(final('ä€😀'), nothing);
      await outgoing.advance(one.id, 1);
      expect(await (await bench.reopened()).parked()).to.deep.equal([{ ...one, sent: 1 }]);
    });
  });
}
