import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeOfferStore } from '../support/fakes/fake-offer-store.js';
import { FakeOutbox } from '../support/fakes/fake-outbox.js';
import { FakeRunStore } from '../support/fakes/fake-run-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeOutgoing } from './outbox.contract.js';

describeOutgoing('the fake', async () => {
  const inbox = new FakeInbox(new FakeTime());
  const offers = new FakeOfferStore();
  const outgoing = new FakeOutbox(inbox, new FakeRunStore(inbox), offers);
  return { outgoing, inbox, offers, reopened: async () => outgoing };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeOutgoing('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    const { outgoing, inbox, offers } = store;
    return { outgoing, inbox, offers, reopened: async () => (await reopened()).outgoing };
  });
});
