import { mkdir } from 'node:fs/promises';
import { DiskFileVault } from '../../src/adapters/files/disk-file-vault.js';
import { StagingFolder } from '../../src/adapters/files/staging-folder.js';
import { FakeFileVault } from '../support/fakes/fake-file-vault.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { FakeTokenSource } from '../support/fakes/fake-token-source.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { describeFileVault } from './file-vault.contract.js';

const clock = new FakeTime('2026-11-24T02:03:04.567Z');

describeFileVault('the fake', async () => ({ vault: new FakeFileVault(clock), directory: '/home/ada' }));

describe('with a disk', () => {
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  describeFileVault('a real one', async () => {
    const { path } = clean.use(await temporaryDirectory());
    await mkdir(`${path}/project`);
    const tokens = new FakeTokenSource();
    const staging = new StagingFolder(`${path}/state/staging`, tokens);
    return { vault: new DiskFileVault({ staging, clock, tokens }), directory: path };
  });
});
