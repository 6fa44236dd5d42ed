import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeKeptFinals } from '../support/fakes/fake-kept-finals.js';
import { FakeOfferStore } from '../support/fakes/fake-offer-store.js';
import { FakeOutbox } from '../support/fakes/fake-outbox.js';
import { FakeRunStore } from '../support/fakes/fake-run-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeKeptFinals } from './kept-finals.contract.js';

describeKeptFinals('the fake', async () => {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const outgoing = new FakeOutbox(inbox, new FakeRunStore(inbox), new FakeOfferStore(), time);
  const kept = new FakeKeptFinals(outgoing, time);
  return { kept, outgoing, time, reopened: async () => ({ kept, outgoing }) };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeKeptFinals('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    const open = async () => {
      const { keptFinals: kept, outgoing } = await reopened();
      return { kept, outgoing };
    };
    return { kept: store.keptFinals, outgoing: store.outgoing, time, reopened: open };
  });
});
