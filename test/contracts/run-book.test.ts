import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeOfferBook } from '../support/fakes/fake-offer-book.js';
import { FakeOutgoing } from '../support/fakes/fake-outgoing.js';
import { FakeRunBook } from '../support/fakes/fake-run-book.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeRunBook } from './run-book.contract.js';

describeRunBook('the fake', async () => {
  const inbox = new FakeInbox(new FakeTime());
  const book = new FakeRunBook(inbox);
  const outgoing = new FakeOutgoing(inbox, book, new FakeOfferBook());
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
