import { FakeBacklog } from '../support/fakes/fake-backlog.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeOfferBook } from '../support/fakes/fake-offer-book.js';
import { FakeOutgoing } from '../support/fakes/fake-outgoing.js';
import { FakeRunBook } from '../support/fakes/fake-run-book.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeBacklog } from './backlog.contract.js';

describeBacklog('the fake', async () => {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const outgoing = new FakeOutgoing(inbox, new FakeRunBook(inbox), new FakeOfferBook(), time);
  return { backlog: new FakeBacklog(inbox, outgoing), inbox, outgoing, time };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeBacklog('SQLite', async () => {
    const time = new FakeTime();
    const { store } = await shelf.fresh(time);
    return { backlog: store.backlog, inbox: store.inbox, outgoing: store.outgoing, time };
  });
});
