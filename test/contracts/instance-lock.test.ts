import { SqliteInstanceLock } from '../../src/adapters/system/sqlite-instance-lock.js';
import { FakeInstanceLock } from '../support/fakes/fake-instance-lock.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { describeInstanceLock } from './instance-lock.contract.js';

describeInstanceLock('the fake', async () => {
  const lock = new FakeInstanceLock();
  return { one: lock, other: lock };
});

describe('in a directory', () => {
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  describeInstanceLock('SQLite', async () => {
    const { path } = clean.use(await temporaryDirectory());
    const time = new FakeTime();
    return { one: new SqliteInstanceLock(path, time), other: new SqliteInstanceLock(path, time) };
  });
});
