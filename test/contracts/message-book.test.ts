import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeMessageBook } from '../support/fakes/fake-message-book.js';
import { FakeOfferBook } from '../support/fakes/fake-offer-book.js';
import { FakeOutgoing } from '../support/fakes/fake-outgoing.js';
import { FakeRunBook } from '../support/fakes/fake-run-book.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeMessageBook } from './message-book.contract.js';

describeMessageBook('the fake', async () => {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const runs = new FakeRunBook(inbox);
  const messages = new FakeMessageBook(time, runs);
  return {
    messages,
    runs,
    outgoing: new FakeOutgoing(inbox, runs, new FakeOfferBook()),
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
