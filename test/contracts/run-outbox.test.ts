import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { DiskRunOutbox } from '../../src/adapters/files/disk-run-outbox.js';
import { StagingFolder } from '../../src/adapters/files/staging-folder.js';
import { SystemAlarm } from '../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { FakeFileVault } from '../support/fakes/fake-file-vault.js';
import { FakeRunOutbox } from '../support/fakes/fake-run-outbox.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { FakeTokenSource } from '../support/fakes/fake-token-source.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { describeRunOutbox } from './run-outbox.contract.js';

describeRunOutbox('the fake', async () => {
  const vault = new FakeFileVault(new FakeTime());
  const outbox = new FakeRunOutbox(vault);
  return {
    outbox,
    directory: '/app',
    put: async (directory, name, text) => outbox.put(directory, name, text),
    staged: async (name) => new TextDecoder().decode(vault.staged.get(name)),
  };
});

describe('with a disk', () => {
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  describeRunOutbox('a real one', async () => {
    const { path } = clean.use(await temporaryDirectory());
    await mkdir(`${path}/app`);
    const clock = new SystemClock();
    const staging = new StagingFolder(`${path}/staging`, new FakeTokenSource());
    return {
      outbox: new DiskRunOutbox(staging, { clock, alarm: new SystemAlarm(clock) }),
      directory: `${path}/app`,
      put: async (directory, name, text) => {
        await writeFile(`${directory}/${name}`, text);
        // Old enough to be known to be whole.
        await utimes(`${directory}/${name}`, new Date(), new Date(Date.now() - 3_600_000));
      },
      staged: (name) => readFile(`${path}/staging/${name}`, 'utf8'),
    };
  });
});
