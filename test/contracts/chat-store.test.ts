import { FakeChatStore } from '../support/fakes/fake-chat-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeChatBook } from './chat-store.contract.js';

describeChatBook('the fake', async () => {
  const time = new FakeTime();
  const book = new FakeChatStore(time);
  return { book, time, reopened: async () => book };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeChatBook('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { book: store.chatStore, time, reopened: async () => (await reopened()).chatStore };
  });
});
