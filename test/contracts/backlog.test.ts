import { FakeBacklog } from '../support/fakes/fake-backlog.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeOfferStore } from '../support/fakes/fake-offer-store.js';
import { FakeOutbox } from '../support/fakes/fake-outbox.js';
import { FakeRunStore } from '../support/fakes/fake-run-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeBacklog } from './backlog.contract.js';

describeBacklog('the fake', async () => {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const outgoing = new FakeOutbox(inbox, new FakeRunStore(inbox), new FakeOfferStore(), time);
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
