import { execFileSync } from 'node:child_process';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
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

  for (const name of ['.git/info/exclude', '.gitignore']) {
    it(`waits for nobody where a pipe is in its way: ${name}`, async () => {
      const time = new FakeTime();
      await rm(`${repository.path}/${name}`, { force: true });
      execFileSync('mkfifo', [`${repository.path}/${name}`]);
      let isOver = false;
      const asked = new DiskGitExclude(time, process.env).exclude(repository.path, `${repository.path}/in`);
      void asked.then(() => (isOver = true));
      while (!isOver) {
        await sleep(10);
        await time.advance(100);
      }
    });
  }

  it('does nothing where there is no repository, or nothing at all', async () => {
    const before = await lines();
    await mkdir(`${base}/plain`);
    await exclude.exclude(`${base}/plain`, `${base}/plain/in`);
    await exclude.exclude(`${base}/missing`, `${base}/missing/in`);
    await exclude.exclude(repository.path, `${base}/plain`);
    expect(await lines()).to.deep.equal(before);
  });
});
