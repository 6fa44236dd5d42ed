import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeOutgoing } from '../support/fakes/fake-outgoing.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeOutgoing } from './outgoing.contract.js';

describeOutgoing('the fake', async () => {
  const inbox = new FakeInbox(new FakeTime());
  const outgoing = new FakeOutgoing(inbox);
  return { outgoing, inbox, reopened: async () => outgoing };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeOutgoing('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { outgoing: store.outgoing, inbox: store.inbox, reopened: async () => (await reopened()).outgoing };
  });
});
