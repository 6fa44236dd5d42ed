import { GitWorktrees } from '../../src/adapters/git/git-worktrees.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { FakeWorktrees } from '../support/fakes/fake-worktrees.js';
import { makeRepository, projectAt } from '../support/git-repository.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { describeWorktrees } from './worktrees.contract.js';

describeWorktrees('the fake', async () => ({ worktrees: new FakeWorktrees(), project: projectAt('/projects/one') }));

describe('with git', () => {
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  describeWorktrees('real repositories', async () => {
    const { path } = clean.use(await temporaryDirectory());
    const repository = await makeRepository(`${path}/project`);
    return { worktrees: new GitWorktrees(new FakeTime(), process.env), project: projectAt(repository.path) };
  });
});
