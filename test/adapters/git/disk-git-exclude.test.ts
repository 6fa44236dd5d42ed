import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { DiskGitExclude } from '../../../src/adapters/git/disk-git-exclude.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { makeRepository, type TestRepository } from '../../support/git-repository.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('keeping a directory out of git status', () => {
  const clean = new AsyncDisposableStack();
  const exclude = new DiskGitExclude(new FakeTime(), process.env);
  let base: string;
  let repository: TestRepository;
  beforeEach(async () => {
    base = await realpath(clean.use(await temporaryDirectory()).path);
    repository = await makeRepository(`${base}/project`);
  });
  after(() => clean.disposeAsync());

  const lines = async () => (await readFile(`${repository.path}/.git/info/exclude`, 'utf8')).split('\n');

  it('works in a part of a repository, for directories that are yet to be made, and says it once', async () => {
    const part = `${repository.path}/packages/web`;
    await mkdir(part, { recursive: true });
    const directory = `${part}/box/[in]`;
    await Promise.all([1, 2, 3].map(() => exclude.exclude(part, directory)));
    await mkdir(directory, { recursive: true });
    await writeFile(`${directory}/a.png`, 'x');
    await exclude.exclude(part, directory);
    expect(await repository.git('status', '--porcelain')).to.equal('');
    expect((await lines()).filter((line) => line.includes('box'))).to.deep.equal(['/packages/web/box/\\[in\\]/']);
  });

  it('does nothing where there is no repository, or nothing at all', async () => {
    const before = await lines();
    await mkdir(`${base}/plain`);
    await exclude.exclude(`${base}/plain`, `${base}/plain/in`);
    await exclude.exclude(`${base}/missing`, `${base}/missing/in`);
    await exclude.exclude(repository.path, `${base}/plain`);
    expect(await lines()).to.deep.equal(before);
  });
});
