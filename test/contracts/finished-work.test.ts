import { DatabaseSync } from 'node:sqlite';
import { WriteQueue } from '../../src/adapters/store/database/write-queue.js';
import { SqliteFinishedWork } from '../../src/adapters/store/sqlite-finished-work.js';
import { SqliteInbox } from '../../src/adapters/store/sqlite-inbox.js';
import { SqliteMessageStore } from '../../src/adapters/store/sqlite-message-store.js';
import { SqliteRunHistory } from '../../src/adapters/store/sqlite-run-history.js';
import { SqliteRunStore } from '../../src/adapters/store/sqlite-run-store.js';
import { FakeFinishedWork } from '../support/fakes/fake-finished-work.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeMessageStore } from '../support/fakes/fake-message-store.js';
import { FakeRunHistory } from '../support/fakes/fake-run-history.js';
import { FakeRunStore } from '../support/fakes/fake-run-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeFinishedWork } from './finished-work.contract.js';

describeFinishedWork('the fake', async () => {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const runs = new FakeRunHistory();
  const book = new FakeRunStore(inbox);
  const messages = new FakeMessageStore(time, book);
  return { finished: new FakeFinishedWork(inbox, runs, book, messages), inbox, runs, book, messages, time };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  const open: DatabaseSync[] = [];
  after(async () => {
    for (const db of open) db.close();
    await shelf.clean();
  });

  describeFinishedWork('SQLite', async () => {
    const time = new FakeTime();
    const { store, directory } = await shelf.fresh(time);
    await store.close();
    const db = new DatabaseSync(`${directory}/untether.db`);
    open.push(db);
    const queue = new WriteQueue(db);
    const finished = new SqliteFinishedWork(db, { queue, clock: time, rememberedRows: 0 });
    const [runs, book] = [new SqliteRunHistory(db, queue), new SqliteRunStore(db, queue)];
    const messages = new SqliteMessageStore(db, queue, time);
    return { finished, inbox: new SqliteInbox(db, queue, time), runs, book, messages, time };
  });
});
