import { FakeSwitchStore } from '../support/fakes/fake-switch-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeSwitchBook } from './switch-store.contract.js';

describeSwitchBook('the fake', async () => {
  const book = new FakeSwitchStore();
  return { book, reopened: async () => book };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeSwitchBook('SQLite', async () => {
    const { store, reopened } = await shelf.fresh(new FakeTime());
    return { book: store.switches, reopened: async () => (await reopened()).switches };
  });
});
