import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeOfferStore } from '../support/fakes/fake-offer-store.js';
import { FakeOutbox } from '../support/fakes/fake-outbox.js';
import { FakeRunStore } from '../support/fakes/fake-run-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeRunBook } from './run-store.contract.js';

describeRunBook('the fake', async () => {
  const inbox = new FakeInbox(new FakeTime());
  const book = new FakeRunStore(inbox);
  const outgoing = new FakeOutbox(inbox, book, new FakeOfferStore());
  return { book, inbox, outgoing, reopened: async () => book };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeRunBook('SQLite', async () => {
    const { store, reopened } = await shelf.fresh(new FakeTime());
    const { runs: book, inbox, outgoing } = store;
    return { book, inbox, outgoing, reopened: async () => (await reopened()).runs };
  });
});
