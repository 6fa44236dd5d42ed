import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { WriteQueue } from '../../../src/adapters/store/database/write-queue.js';
import { SqliteFinishedWork } from '../../../src/adapters/store/sqlite-finished-work.js';
import { entry, workBody } from '../../support/builders/inbox-entry.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { StoreShelf } from '../../support/store-shelf.js';

const DAY_MS = 86_400_000;

describe('the store, forgetting', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  /** Opens the file of a store that was closed, with another memory for the latest keys. */
  function opened(directory: string, time: FakeTime, rememberedRows: number, rows = 100) {
    const db = new DatabaseSync(`${directory}/untether.db`);
    const tools = { queue: new WriteQueue(db), clock: time, rememberedRows, slice: { rows, pages: 64 } };
    const work = new SqliteFinishedWork(db, tools);
    const keys = () =>
      db
        .prepare('SELECT key FROM inbox ORDER BY id')
        .all()
        .map((row) => row['key']);
    return { db, work, keys };
  }

  async function withThree(time: FakeTime): Promise<string> {
    const { store, directory } = await shelf.fresh(time);
    const [old, open, newer] = await store.inbox.accept([entry('finished'), entry('open'), entry('newer')]);
    await store.inbox.begin([open?.id ?? 0]);
    await store.inbox.finish([old?.id ?? 0], 'done');
    await time.advance(DAY_MS);
    await store.inbox.finish([newer?.id ?? 0], 'dead');
    await store.close();
    return directory;
  }

  it('drops what was finished before the instant, never what is open', async () => {
    const time = new FakeTime();
    const { db, work, keys } = opened(await withThree(time), time, 0);
    await work.forgetSome(time.now() - DAY_MS);
    expect(keys()).to.deep.equal(['finished', 'open', 'newer']);
    await work.forgetSome(time.now() - DAY_MS + 1);
    expect(keys()).to.deep.equal(['open', 'newer']);
    db.close();
  });

  it('remembers the latest keys however old they are', async () => {
    const time = new FakeTime();
    const directory = await withThree(time);
    for (const [remembered, left] of [
      [3, ['finished', 'open', 'newer']],
      [2, ['open', 'newer']],
    ] as const) {
      const { db, work, keys } = opened(directory, time, remembered);
      await work.forgetSome(time.now() + 100 * DAY_MS);
      expect(keys()).to.deep.equal(left);
      db.close();
    }
  });

  it('comes through everything in slices, past what it must keep, and says when it has', async () => {
    const time = new FakeTime();
    const { store, directory } = await shelf.fresh(time);
    const once = (n: number) => entry(`c:once:${n}`, { source: 'cron' });
    const entries = Array.from({ length: 25 }, (_, n) => (n % 3 === 0 ? once(n) : entry(`m${n}`)));
    const rows = (await store.inbox.accept(entries)).map(({ id }) => id);
    await store.inbox.finish(rows, 'done');
    await store.close();
    const { db, work, keys } = opened(directory, time, 0, 4);
    const told: boolean[] = [];
    while (told.at(-1) !== false) told.push(await work.forgetSome(time.now() + 1));
    expect(told.length).to.be.within(7, 9);
    expect(keys()).to.deep.equal(entries.filter((_, n) => n % 3 === 0).map(({ key }) => key));
    expect(await work.forgetSome(time.now() + 1)).to.equal(true);
    db.close();
  });

  it('gives the space of what it forgot back to the disk', async () => {
    const time = new FakeTime();
    const { store, directory } = await shelf.fresh(time);
    const file = `${directory}/untether.db`;
    const runs = Array.from({ length: 200 }, (_, n) => entry(`${n}`, { body: workBody('message', 'x'.repeat(9_600)) }));
    const rows = (await store.inbox.accept(runs)).map(({ id }) => id);
    expect(statSync(file).size + statSync(`${file}-wal`).size).to.be.greaterThan(2_000_000);
    await store.inbox.finish(rows, 'done');
    while (await store.finishedWork.forgetSome(time.now()));
    await store.close();
    expect(statSync(file).size).to.be.lessThan(600_000);
  });

  it('keeps its log small, also after a reader had held it', async () => {
    const { store, directory } = await shelf.fresh(new FakeTime());
    const log = `${directory}/untether.db-wal`;
    const write = async (from: number) => {
      for (let n = from; n < from + 30; n++) {
        const [row] = await store.inbox.accept([entry(`${n}`, { body: workBody('message', 'x'.repeat(1_000_000)) })]);
        await store.inbox.finish([row?.id ?? 0], 'done');
      }
    };
    await write(0);
    expect(statSync(log).size).to.be.lessThan(17_000_000);
    using reader = new DatabaseSync(`${directory}/untether.db`);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM inbox').get();
    await write(100);
    expect(statSync(log).size).to.be.greaterThan(25_000_000);
    reader.exec('ROLLBACK');
    await write(200);
    expect(statSync(log).size).to.be.lessThan(17_000_000);
    await store.close();
  });

  it('drops folded notices that were stored before the instant, once it was told that they are there', async () => {
    const time = new FakeTime();
    const { store } = await shelf.fresh(time);
    const order = { place: { chatId: 7, threadId: null }, markdown: 'x' };
    const park = () => store.outgoing.park({ kind: 'notice', order }, { answers: [], as: 'done' }, 'a');
    const ids = [await park(), await park()];
    await time.advance(DAY_MS);
    ids.push(await park());
    const folding = { lane: 'm', parcel: { kind: 'notice', order } } as const;
    const fold = await store.outgoing.fold({ lane: 'a', after: 0, most: 9, into: null, saying: () => folding });
    const left = () => store.outgoing.folded({ fold: fold?.message.id ?? 0, way: 'after', id: 0, most: 9 });
    while (await store.finishedWork.forgetSome(time.now()));
    expect((await left()).total).to.equal(3);
    await store.outgoing.release(fold?.message.id ?? 0);
    while (await store.finishedWork.forgetSome(time.now()));
    expect((await left()).notices.map(({ id }) => id)).to.deep.equal([ids[2]?.id]);
  });
});
