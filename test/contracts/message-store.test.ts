import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeMessageStore } from '../support/fakes/fake-message-store.js';
import { FakeOfferStore } from '../support/fakes/fake-offer-store.js';
import { FakeOutbox } from '../support/fakes/fake-outbox.js';
import { FakeRunStore } from '../support/fakes/fake-run-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeMessageBook } from './message-store.contract.js';

describeMessageBook('the fake', async () => {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const runs = new FakeRunStore(inbox);
  const messages = new FakeMessageStore(time, runs);
  return {
    messages,
    runs,
    outgoing: new FakeOutbox(inbox, runs, new FakeOfferStore()),
    reopened: async () => messages,
  };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeMessageBook('SQLite', async () => {
    const { store, reopened } = await shelf.fresh(new FakeTime());
    const { messages, runs, outgoing } = store;
    return { messages, runs, outgoing, reopened: async () => (await reopened()).messages };
  });
});
