import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeInbox } from './inbox.contract.js';

describeInbox('the fake', async () => {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  return { inbox, time, reopened: async () => inbox };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeInbox('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { inbox: store.inbox, time, reopened: async () => (await reopened()).inbox };
  });
});
