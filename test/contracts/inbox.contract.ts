import { expect } from 'chai';
import type { Acceptance, Inbox } from '../../src/domain/ports/inbox.js';
import { entry, workBody } from '../support/builders/inbox-entry.js';
import type { FakeTime } from '../support/fakes/fake-time.js';

/** An Inbox under test, its clock, and the same Inbox as a restarted process would see it. */
export interface InboxBench {
  readonly inbox: Inbox;
  readonly time: FakeTime;
  reopened(): Promise<Inbox>;
}

/** What every Inbox promises. */
export function describeInbox(name: string, make: () => Promise<InboxBench>): void {
  describe(`${name} as an Inbox`, () => {
    let bench: InboxBench;
    let inbox: Inbox;

    beforeEach(async () => {
      bench = await make();
      inbox = bench.inbox;
    });

    it('gives back what was accepted, oldest first, with the time it came', async () => {
      await inbox.accept([entry('a'), entry('b', { source: 'at', due: 5_000 })]);
      await bench.time.advance(250);
      await inbox.accept([entry('c')]);
      const rows = await inbox.unfinished();
      const now = bench.time.now();
      expect(rows.map(({ id: _, ...row }) => row)).to.deep.equal([
        { ...entry('a'), state: 'accepted', acceptedAt: now - 250 },
        { ...entry('b', { source: 'at', due: 5_000 }), state: 'accepted', acceptedAt: now - 250 },
        { ...entry('c'), state: 'accepted', acceptedAt: now },
      ]);
      expect(rows.map((row) => row.id)).to.deep.equal(rows.map((row) => row.id).toSorted((a, b) => a - b));
    });

    it('answers one receipt for each entry, in order, naming its row', async () => {
      const receipts = await inbox.accept([entry('a'), entry('b')]);
      const rows = await inbox.unfinished();
      expect(receipts).to.deep.equal(rows.map(({ id }) => ({ id, duplicate: false })));
    });

    it('knows a key again and keeps the first body, also inside one batch', async () => {
      const [first] = await inbox.accept([entry('a')]);
      const again = await inbox.accept([
        entry('a', { body: workBody('message', 'other') }),
        entry('b'),
        entry('b', { body: workBody('message', 'other') }),
      ]);
      expect(again[0]).to.deep.equal({ id: first?.id, duplicate: true });
      expect(again[1]).to.deep.equal({ id: again[2]?.id, duplicate: false });
      expect(again[2]?.duplicate).to.equal(true);
      expect((await inbox.unfinished()).map((row) => row.body)).to.deep.equal(
        ['a', 'b'].map((text) => workBody('message', text)),
      );
    });

    it('tells keys apart by their source', async () => {
      const [one, two] = await inbox.accept([entry('1', { source: 'cron' }), entry('1', { source: 'webhook' })]);
      expect(one?.id).not.to.equal(two?.id);
      expect(two?.duplicate).to.equal(false);
    });

    it('stores the body as it was when it was handed over', async () => {
      const body = { ...workBody('message', 'before') };
      const accepted = inbox.accept([entry('a', { body })]);
      Object.assign(body, { text: 'after' });
      await accepted;
      expect((await inbox.unfinished())[0]?.body).to.deep.equal(workBody('message', 'before'));
    });

    it('takes any text as a key and in a body', async () => {
      const odd = ['', ' ', "'; DROP TABLE inbox; --", 'ä€😀', 'nul\u0000byte', '\u2028'];
      await inbox.accept(odd.map((key) => entry(key)));
      expect((await inbox.unfinished()).map((row) => [row.key, row.body])).to.deep.equal(
        odd.map((key) => [key, workBody('message', key)]),
      );
    });

    it('tells what is unfinished of one source, and which rows are accepted still', async () => {
      const entries = [
        entry('a'),
        entry('b', { source: 'cron' }),
        entry('c'),
        entry('d', { source: 'cron' }),
        entry('e'),
      ];
      const [a = 0, b = 0, c = 0, d = 0, e = 0] = (await inbox.accept(entries)).map(({ id }) => id);
      await inbox.begin([b, c]);
      await inbox.finish([d], 'done');
      await inbox.finish([e], 'dead');
      expect((await inbox.unfinishedOf('cron')).map(({ id, state }) => [id, state])).to.deep.equal([[b, 'begun']]);
      expect((await inbox.unfinishedOf('message')).map(({ id }) => id)).to.deep.equal([a, c]);
      expect(await inbox.unfinishedOf('at')).to.deep.equal([]);
      expect(await inbox.accepted([a, b, c, d, e, 404])).to.deep.equal(new Set([a]));
    });

    it('begins only what is accepted and finishes only what is not finished', async () => {
      const [a, b] = (await inbox.accept([entry('a'), entry('b')])).map((receipt) => receipt.id);
      await inbox.begin([a ?? 0]);
      await inbox.begin([a ?? 0]);
      expect((await inbox.unfinished()).map((row) => row.state)).to.deep.equal(['begun', 'accepted']);
      await inbox.finish([a ?? 0, b ?? 0], 'done');
      await inbox.begin([a ?? 0, b ?? 0]);
      await inbox.finish([a ?? 0, b ?? 0], 'dead');
      expect(await inbox.unfinished()).to.deep.equal([]);
    });

    it('amends what is accepted, and nothing that has begun or is over', async () => {
      const ids = (await inbox.accept(['a', 'b', 'c'].map((key) => entry(key)))).map(({ id }) => id);
      const [a = 0, b = 0, c = 0] = ids;
      await inbox.begin([b]);
      await inbox.finish([c], 'dead');
      for (const id of [...ids, 404]) await inbox.amend(id, workBody('message', `new ${id}`));
      const rows = await inbox.unfinished();
      expect(rows.map(({ id, state }) => [id, state])).to.deep.equal([
        [a, 'accepted'],
        [b, 'begun'],
      ]);
      expect(rows[0]?.body).to.deep.equal(workBody('message', `new ${a}`));
      expect(rows[1]?.body).to.deep.equal(entry('b').body);
    });

    it('amends messages whose sender has answered', async () => {
      const heard = { messages: [workBody('message', 'heard')] };
      const body = { messages: [workBody('message', '')] };
      const [receipt] = await inbox.accept([entry('again', { source: 'request', body })]);
      await inbox.amend(receipt?.id ?? 0, heard);
      expect((await inbox.unfinished()).map((row) => row.body)).to.deep.equal([heard]);
    });

    it('does nothing for rows that it does not know, and for none', async () => {
      await inbox.begin([404]);
      await inbox.finish([404], 'done');
      await inbox.begin([]);
      expect(await inbox.accept([])).to.deep.equal([]);
      expect(await inbox.unfinished()).to.deep.equal([]);
    });

    it('never accepts finished work a second time', async () => {
      for (const as of ['done', 'dead'] as const) {
        const [row] = await inbox.accept([entry(as)]);
        await inbox.finish([row?.id ?? 0], as);
        expect(await inbox.accept([entry(as)])).to.deep.equal([{ id: row?.id, duplicate: true }]);
      }
      expect(await inbox.unfinished()).to.deep.equal([]);
    });

    it('accepts a webhook delivery again once it is dead, under a new id, but not once it is done', async () => {
      const [dead, done] = await inbox.accept([
        entry('dead', { source: 'webhook' }),
        entry('done', { source: 'webhook' }),
      ]);
      await inbox.finish([dead?.id ?? 0], 'dead');
      await inbox.finish([done?.id ?? 0], 'done');
      const [again, repeat] = await inbox.accept([
        entry('dead', { source: 'webhook', body: workBody('webhook', 'again') }),
        entry('done', { source: 'webhook' }),
      ]);
      expect(again?.duplicate).to.equal(false);
      expect(again?.id).to.be.greaterThan(done?.id ?? Infinity);
      expect(repeat).to.deep.equal({ id: done?.id, duplicate: true });
      expect((await inbox.unfinished()).map((row) => row.body)).to.deep.equal([workBody('webhook', 'again')]);
    });

    it('tells a repeat for as long as the repeat says, once the first one is finished', async () => {
      const hook = (key: string) => entry(key, { source: 'webhook', rememberForMs: 60_000 });
      const [done, open] = await inbox.accept([hook('done'), hook('open')]);
      await inbox.finish([done?.id ?? 0], 'done');
      await bench.time.advance(60_000);
      expect((await inbox.accept([hook('done')]))[0]).to.deep.equal({ id: done?.id, duplicate: true });
      await bench.time.advance(1);
      const [again, stillOpen] = await inbox.accept([hook('done'), hook('open')]);
      expect(again?.duplicate).to.equal(false);
      expect(again?.id).to.be.greaterThan(open?.id ?? Infinity);
      expect(stillOpen).to.deep.equal({ id: open?.id, duplicate: true });
      expect((await inbox.accept([hook('done')]))[0]).to.deep.equal({ id: again?.id, duplicate: true });
    });

    describe('with further keys', () => {
      const hook = (key: string, more: Partial<Acceptance> = {}) => entry(key, { source: 'webhook', ...more });
      const also = (key: string, ...keys: readonly string[]) =>
        hook(key, { alsoKeys: keys.map((one) => ({ key: one, rememberForMs: 60_000 })) });

      it('knows work again by any of them, and says so', async () => {
        const [first, other] = await inbox.accept([also('a', 'x', 'y'), also('b', 'z')]);
        expect(other?.duplicate).to.equal(false);
        for (const repeat of [also('c', 'x'), also('d', 'n', 'y'), also('c', 'x')]) {
          expect(await inbox.accept([repeat])).to.deep.equal([{ id: first?.id, duplicate: true, byAlsoKey: true }]);
        }
        expect(await inbox.accept([also('a', 'w')])).to.deep.equal([{ id: first?.id, duplicate: true }]);
        expect((await inbox.accept([also('e', 'w')]))[0]?.duplicate).to.equal(false);
        expect((await inbox.unfinished()).map(({ key }) => key)).to.deep.equal(['a', 'b', 'e']);
      });

      it('forgets each when its time is over, counted from when the work was accepted', async () => {
        const [first] = await inbox.accept([also('a', 'x')]);
        await inbox.finish([first?.id ?? 0], 'done');
        await bench.time.advance(60_000);
        expect((await inbox.accept([also('b', 'x')]))[0]?.duplicate).to.equal(true);
        await bench.time.advance(1);
        const [again] = await inbox.accept([also('c', 'x')]);
        expect(again?.duplicate).to.equal(false);
        expect(await inbox.accept([also('d', 'x')])).to.deep.equal([
          { id: again?.id, duplicate: true, byAlsoKey: true },
        ]);
      });

      it('knows work that is not finished however long it takes', async () => {
        const [first] = await inbox.accept([also('a', 'x')]);
        await bench.time.advance(120_000);
        expect(await inbox.accept([also('b', 'x')])).to.deep.equal([
          { id: first?.id, duplicate: true, byAlsoKey: true },
        ]);
      });

      it('accepts a delivery again once it is dead', async () => {
        const [dead] = await inbox.accept([also('a', 'x')]);
        await inbox.finish([dead?.id ?? 0], 'dead');
        const [again] = await inbox.accept([also('b', 'x')]);
        expect(again?.duplicate).to.equal(false);
        expect((await inbox.accept([also('a', 'x')]))[0]).to.deep.equal({
          id: again?.id,
          duplicate: true,
          byAlsoKey: true,
        });
      });

      it('takes none of them for work to be done, and tells them apart by source', async () => {
        await inbox.accept([also('a', 'x')]);
        const [other] = await inbox.accept([
          entry('b', { source: 'request', alsoKeys: [{ key: 'x', rememberForMs: 60_000 }] }),
        ]);
        expect(other?.duplicate).to.equal(false);
        expect((await inbox.unfinished()).map(({ key }) => key)).to.deep.equal(['a', 'b']);
      });

      it('knows them after a restart', async () => {
        const [first] = await inbox.accept([also('a', 'x')]);
        const restarted = await bench.reopened();
        expect(await restarted.accept([also('b', 'x')])).to.deep.equal([
          { id: first?.id, duplicate: true, byAlsoKey: true },
        ]);
      });
    });

    it('goes by what the repeat says, not by what was said when the first one came', async () => {
      const [row] = await inbox.accept([entry('a', { rememberForMs: 1_000 })]);
      await inbox.finish([row?.id ?? 0], 'done');
      await bench.time.advance(5_000);
      expect((await inbox.accept([entry('a')]))[0]?.duplicate).to.equal(true);
      expect((await inbox.accept([entry('a', { rememberForMs: 10_000 })]))[0]?.duplicate).to.equal(true);
      expect((await inbox.accept([entry('a', { rememberForMs: 0 })]))[0]?.duplicate).to.equal(false);
    });

    it('takes a clock that was set back for one that stood still', async () => {
      const [row] = await inbox.accept([entry('a', { rememberForMs: 1_000 })]);
      await inbox.finish([row?.id ?? 0], 'done');
      await bench.time.jump(-86_400_000);
      expect((await inbox.accept([entry('a', { rememberForMs: 1_000 })]))[0]?.duplicate).to.equal(true);
    });

    it('knows the keys of work that was done elsewhere, and leaves its own alone', async () => {
      const [own] = await inbox.accept([entry('own')]);
      await inbox.acknowledge([
        { source: 'message', key: 'theirs' },
        { source: 'message', key: 'own' },
      ]);
      await inbox.acknowledge([{ source: 'message', key: 'theirs' }]);
      expect((await inbox.unfinished()).map((row) => row.id)).to.deep.equal([own?.id]);
      const receipts = await (await bench.reopened()).accept([entry('theirs'), entry('theirs', { source: 'at' })]);
      expect(receipts.map(({ duplicate }) => duplicate)).to.deep.equal([true, false]);
    });

    it('does things in the order in which they are asked, without waiting in between', async () => {
      const accepted = inbox.accept([entry('a')]);
      const seen = inbox.unfinished();
      const repeated = inbox.accept([entry('a')]);
      expect((await seen).map((row) => row.key)).to.deep.equal(['a']);
      expect((await repeated)[0]).to.deep.equal({ id: (await accepted)[0]?.id, duplicate: true });
    });

    it('knows everything after a restart', async () => {
      const [a, b, c] = await inbox.accept([entry('a'), entry('b'), entry('c')]);
      await inbox.begin([b?.id ?? 0]);
      await inbox.finish([c?.id ?? 0], 'done');
      const before = await inbox.unfinished();
      const restarted = await bench.reopened();
      expect(await restarted.unfinished()).to.deep.equal(before);
      expect(await restarted.accept([entry('c'), entry('a')])).to.deep.equal([
        { id: c?.id, duplicate: true },
        { id: a?.id, duplicate: true },
      ]);
    });
  });
}
