import { FakePreferences } from '../support/fakes/fake-preferences.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';
import { describePreferences } from './preferences.contract.js';

describePreferences('the fake', async () => {
  const preferences = new FakePreferences();
  return { preferences, reopened: async () => preferences };
});

describe('the store', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  describePreferences('SQLite', async () => {
    const time = new FakeTime();
    const { store, reopened } = await shelf.fresh(time);
    return { preferences: store.preferences, reopened: async () => (await reopened()).preferences };
  });
});
