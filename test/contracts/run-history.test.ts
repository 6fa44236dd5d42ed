import { FakeRunHistory } from '../support/fakes/fake-run-history.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describeRunHistory } from './run-history.contract.js';

describeRunHistory('the fake', async () => {
  const history = new FakeRunHistory();
  return { history, reopened: async () => history };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describeRunHistory('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { history: store.runHistory, reopened: async () => (await reopened()).runHistory };
  });
});
