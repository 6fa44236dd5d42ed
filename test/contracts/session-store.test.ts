import { FakeSessionStore } from '../support/fakes/fake-session-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeSessionBook } from './session-store.contract.js';

describeSessionBook('the fake', async () => {
  const sessions = new FakeSessionStore();
  return { sessions, reopened: async () => sessions };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeSessionBook('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { sessions: store.sessions, reopened: async () => (await reopened()).sessions };
  });
});
