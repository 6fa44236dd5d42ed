import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoodFilesDirectory } from '../../src/adapters/good-files/good-files-directory.js';
import { FakeGoodFiles } from '../support/fakes/fake-good-files.js';
import { goodFilesContract } from './good-files.contract.js';

goodFilesContract('the fake', async () => ({
  files: new FakeGoodFiles(),
  [Symbol.asyncDispose]: async () => undefined,
}));
goodFilesContract('the directory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'untether-good-'));
  return {
    files: new GoodFilesDirectory(join(directory, 'generations')),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
});
