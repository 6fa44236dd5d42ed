import { FakeSendPauses } from '../support/fakes/fake-send-pauses.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeSendPauses } from './send-pauses.contract.js';

describeSendPauses('the fake', async () => {
  const time = new FakeTime();
  const pauses = new FakeSendPauses(time);
  return { pauses, time, reopened: async () => pauses };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeSendPauses('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { pauses: store.sendPauses, time, reopened: async () => (await reopened()).sendPauses };
  });
});
