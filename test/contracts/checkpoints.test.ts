import { FakeCheckpoints } from '../support/fakes/fake-checkpoints.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeMilestones } from './checkpoints.contract.js';

describeMilestones('the fake', async () => {
  const checkpoints = new FakeCheckpoints();
  return { checkpoints, reopened: async () => checkpoints };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeMilestones('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { checkpoints: store.checkpoints, reopened: async () => (await reopened()).checkpoints };
  });
});
