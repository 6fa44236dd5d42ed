import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeOfferBook } from '../support/fakes/fake-offer-book.js';
import { FakeOutgoing } from '../support/fakes/fake-outgoing.js';
import { FakeRunBook } from '../support/fakes/fake-run-book.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeOutgoing } from './outgoing.contract.js';

describeOutgoing('the fake', async () => {
  const inbox = new FakeInbox(new FakeTime());
  const offers = new FakeOfferBook();
  const outgoing = new FakeOutgoing(inbox, new FakeRunBook(inbox), offers);
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
