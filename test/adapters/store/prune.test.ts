import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { prune, REMEMBERED_MS } from '../../../src/adapters/store/prune.js';
import { entry } from '../../contracts/inbox.contract.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { StoreShelf } from '../../support/store-shelf.js';

describe('forgetting finished work', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  async function keysAfter(rememberedRows: number, ageMs: number): Promise<unknown[]> {
    const time = new FakeTime();
    const { store, directory } = await shelf.fresh(time);
    const [old, open, newer] = await store.inbox.accept([entry('finished'), entry('open'), entry('newer')]);
    await store.inbox.begin([open?.id ?? 0]);
    await store.inbox.finish([old?.id ?? 0], 'done');
    await time.advance(ageMs);
    await store.inbox.finish([newer?.id ?? 0], 'dead');
    await store.close();
    using db = new DatabaseSync(`${directory}/untether.db`);
    prune(db, time.now(), rememberedRows);
    return db
      .prepare('SELECT key FROM inbox ORDER BY id')
      .all()
      .map((row) => row['key']);
  }

  it('drops what was finished more than 30 days ago, never what is open', async () => {
    expect(await keysAfter(0, REMEMBERED_MS)).to.deep.equal(['finished', 'open', 'newer']);
    expect(await keysAfter(0, REMEMBERED_MS + 1)).to.deep.equal(['open', 'newer']);
  });

  it('remembers the latest keys however old they are', async () => {
    expect(await keysAfter(3, 10 * REMEMBERED_MS)).to.deep.equal(['finished', 'open', 'newer']);
    expect(await keysAfter(2, 10 * REMEMBERED_MS)).to.deep.equal(['open', 'newer']);
  });

  it('remembers for ever which crons have run once', async () => {
    const { store, directory } = await shelf.fresh(new FakeTime());
    const body = { id: 'c', instant: 0 };
    const keys = ['c:once:0123456789abcdef', 'c:2026-11-23T12:00:00.000Z'];
    const receipts = await store.inbox.accept(keys.map((key) => ({ source: 'cron', key, body, due: null })));
    const rows = receipts.map((receipt) => receipt.id);
    await store.inbox.finish(rows, 'done');
    await store.close();
    using db = new DatabaseSync(`${directory}/untether.db`);
    prune(db, new FakeTime().now() + 10 * REMEMBERED_MS, 0);
    expect(
      db
        .prepare('SELECT key FROM inbox')
        .all()
        .map((row) => row['key']),
    ).to.deep.equal([keys[0]]);
  });

  it('does not keep the text of what was answered, and gives the space back at the next start', async () => {
    const { store, directory, reopened } = await shelf.fresh(new FakeTime());
    const [row] = await store.inbox.accept([entry('a', { body: 'private words '.repeat(100_000) })]);
    await store.inbox.finish([row?.id ?? 0], 'done');
    const again = await reopened();
    await again.close();
    expect(statSync(`${directory}/untether.db`).size).to.be.lessThan(100_000);
  });
});
