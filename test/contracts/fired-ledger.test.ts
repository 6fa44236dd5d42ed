import { FakeFiredLedger } from '../support/fakes/fake-fired-ledger.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeFiredLedger } from './fired-ledger.contract.js';

describeFiredLedger('the fake', async () => {
  const ledger = new FakeFiredLedger();
  return { ledger, reopened: async () => ledger };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeFiredLedger('SQLite', async () => {
    const { store, reopened } = await shelf.fresh(new FakeTime());
    return { ledger: store.fired, reopened: async () => (await reopened()).fired };
  });
});
