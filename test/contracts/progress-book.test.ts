import { FakeProgressBook } from '../support/fakes/fake-progress-book.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeProgressBook } from './progress-book.contract.js';

describeProgressBook('the fake', async () => {
  const progress = new FakeProgressBook();
  return { progress, reopened: async () => progress };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeProgressBook('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { progress: store.progress, reopened: async () => (await reopened()).progress };
  });
});
