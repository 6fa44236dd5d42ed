import { chmod, mkdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { GitWorktrees } from '../../../src/adapters/git/git-worktrees.js';
import type { Project } from '../../../src/domain/project/project.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { makeRepository, projectAt, repositoryAt, type TestRepository } from '../../support/git-repository.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('worktrees of git', () => {
  let clean: AsyncDisposableStack;
  let base: string;
  let repository: TestRepository;
  let project: Project;
  const worktrees = new GitWorktrees(new FakeTime(), process.env);

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    base = await realpath(clean.use(await temporaryDirectory()).path);
    repository = await makeRepository(`${base}/project`);
    project = projectAt(repository.path);
  });

  afterEach(() => clean.disposeAsync());

  async function directoryOf(branch: string, of = project): Promise<string> {
    const result = await worktrees.directoryOf(of, branch);
    if (!result.ok) throw new Error(result.problem);
    return result.value;
  }

  async function problemOf(branch: string, of = project): Promise<string> {
    const result = await worktrees.directoryOf(of, branch);
    return result.ok ? `no problem: ${result.value}` : result.problem;
  }

  const branchIn = (directory: string) => repositoryAt(directory).git('branch', '--show-current');
  const subjectIn = (directory: string) => repositoryAt(directory).git('log', '-1', '--format=%s');

  /** A clone of the repository, which then has an `origin`. */
  async function cloned(): Promise<TestRepository> {
    await repository.git('clone', '--quiet', '--', repository.path, `${base}/clone`);
    return repositoryAt(`${base}/clone`);
  }

  it('check out a local branch as it is', async () => {
    await repository.git('checkout', '--quiet', '-b', 'fix');
    await repository.commit('fix.txt', 'fixed');
    await repository.git('checkout', '--quiet', 'main');
    const directory = await directoryOf('fix');
    expect(await branchIn(directory)).to.equal('fix');
    expect(await subjectIn(directory)).to.equal('Write fix.txt');
  });

  it('check out a branch that only origin has, and follow it', async () => {
    await repository.git('checkout', '--quiet', '-b', 'theirs');
    await repository.commit('theirs.txt', '1');
    await repository.git('checkout', '--quiet', 'main');
    const clone = await cloned();
    const directory = await directoryOf('theirs', projectAt(clone.path));
    expect(await subjectIn(directory)).to.equal('Write theirs.txt');
    expect(await repositoryAt(directory).git('rev-parse', '--abbrev-ref', '@{upstream}')).to.equal('origin/theirs');
  });

  it('begin a new branch at the configured base, without following it', async () => {
    await repository.git('checkout', '--quiet', '-b', 'develop');
    await repository.commit('develop.txt', '1');
    await repository.git('checkout', '--quiet', 'main');
    const clone = await cloned();
    const directory = await directoryOf('new', projectAt(clone.path, { worktreeBase: 'origin/develop' }));
    expect(await subjectIn(directory)).to.equal('Write develop.txt');
    expect(await branchIn(directory)).to.equal('new');
    const upstream = await repositoryAt(directory).git('for-each-ref', '--format=%(upstream)', 'refs/heads/new');
    expect(upstream).to.equal('');
  });

  it("begin a new branch at origin's first branch, before the one that is checked out", async () => {
    const clone = await cloned();
    await clone.git('checkout', '--quiet', '-b', 'side');
    await clone.commit('side.txt', '1');
    expect(await subjectIn(await directoryOf('one', projectAt(clone.path)))).to.equal('Write README');
    await clone.git('branch', '--quiet', '-D', 'main');
    expect(await subjectIn(await directoryOf('two', projectAt(clone.path)))).to.equal('Write README');
  });

  it('begin a new branch at the one that is checked out where there is no origin', async () => {
    await repository.git('checkout', '--quiet', '-b', 'side');
    await repository.commit('side.txt', '1');
    expect(await subjectIn(await directoryOf('new'))).to.equal('Write side.txt');
  });

  it('begin a new branch at master or main where nothing is checked out', async () => {
    await repository.git('checkout', '--quiet', '--detach');
    expect(await subjectIn(await directoryOf('one'))).to.equal('Write README');
    await repository.git('branch', '-m', 'main', 'trunk');
    expect(await problemOf('two')).to.match(/no commit to start from/);
  });

  it('say that a repository without a commit has nothing to start from', async () => {
    await mkdir(`${base}/empty`);
    await repositoryAt(`${base}/empty`).git('init', '--quiet', '--initial-branch=main');
    const empty = projectAt(`${base}/empty`);
    expect(await directoryOf('main', empty)).to.equal(empty.path);
    expect(await problemOf('new', empty)).to.match(/no commit to start from/);
  });

  it("tell git's own wording", async () => {
    expect(await problemOf('new', projectAt(project.path, { worktreeBase: 'no-such-base' }))).to.match(
      /^fatal: .*no-such-base/,
    );
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', `${base}/elsewhere`);
    expect(await problemOf('elsewhere')).to.match(/^fatal: .*elsewhere/);
    expect(await problemOf('a:b')).to.match(/'a:b' is not a valid branch name/);
  });

  it('name a missing directory, a missing repository and a missing git', async () => {
    expect(await problemOf('x', projectAt(`${base}/nowhere`))).to.equal(
      `the project's directory ${base}/nowhere does not exist`,
    );
    await mkdir(`${base}/plain`);
    expect(await problemOf('x', projectAt(`${base}/plain`))).to.match(/^fatal: not a git repository/);
    const lost = await new GitWorktrees(new FakeTime(), { PATH: `${base}/plain` }).directoryOf(project, 'x');
    expect(lost).to.deep.equal({ ok: false, problem: 'git is not installed, or not on the PATH' });
  });

  it('use what is at the path only if it is a worktree of the same repository', async () => {
    await mkdir(`${project.worktreesDirectory}/plain`, { recursive: true });
    expect(await problemOf('plain')).to.match(/exists and is not a worktree/);
    await writeFile(`${project.worktreesDirectory}/file`, '');
    expect(await problemOf('file')).to.match(/exists and is not a worktree/);
    await makeRepository(`${project.worktreesDirectory}/stranger`);
    expect(await problemOf('stranger')).to.match(/not a worktree of this repository/);
  });

  it('keep using a worktree in which somebody is in the middle of something', async () => {
    const directory = await directoryOf('fix');
    await repositoryAt(directory).git('checkout', '--quiet', '--detach');
    expect(await directoryOf('fix')).to.equal(directory);
  });

  it('refuse a worktree that a kill left half-made, and tell how to fix it', async () => {
    const directory = await directoryOf('fix');
    await writeFile(`${project.path}/.git/worktrees/fix/locked`, 'initializing\n');
    expect(await problemOf('fix')).to.include(`git worktree remove --force --force '${directory}'`);
    await repository.git('worktree', 'remove', '--force', '--force', directory);
    expect(await directoryOf('fix')).to.equal(directory);
  });

  it('never follow a symlink out of the worktrees directory', async () => {
    await mkdir(project.worktreesDirectory, { recursive: true });
    await mkdir(`${base}/outside`);
    await symlink(`${base}/outside`, `${project.worktreesDirectory}/out`);
    await symlink(`${base}/missing`, `${project.worktreesDirectory}/dangling`);
    expect(await problemOf('out')).to.match(/leads out of/);
    expect(await problemOf('out/deep')).to.match(/leads out of/);
    for (const branch of ['dangling', 'dangling/deep']) expect(await problemOf(branch)).not.to.match(/^no problem/);
    const elsewhere = await directoryOf('there', projectAt(project.path, { worktreesDirectory: `${base}/other` }));
    await rm(`${base}/outside`, { recursive: true });
    await symlink(elsewhere, `${project.worktreesDirectory}/there`);
    expect(await problemOf('there')).to.match(/leads out of/);
  });

  it('work where the project and the worktrees directory are reached through symlinks', async () => {
    await symlink(project.path, `${base}/link`);
    await mkdir(`${base}/store`);
    await symlink(`${base}/store`, `${base}/trees`);
    const linked = projectAt(`${base}/link`, { worktreesDirectory: `${base}/trees` });
    expect(await directoryOf('fix', linked)).to.equal(`${base}/trees/fix`);
    expect(await directoryOf('fix', linked)).to.equal(`${base}/trees/fix`);
    expect(await branchIn(`${base}/store/fix`)).to.equal('fix');
  });

  it('make many at the same time', async () => {
    const branches = Array.from({ length: 6 }, (_, n) => `feature/${n}`);
    await repository.git('branch', 'feature/0');
    const directories = await Promise.all([...branches, ...branches].map((branch) => directoryOf(branch)));
    expect(new Set(directories).size).to.equal(6);
    expect(await Promise.all(directories.slice(0, 6).map(branchIn))).to.deep.equal(branches);
  });

  it("keep themselves out of the project's status, once", async () => {
    await directoryOf('one');
    await directoryOf('two');
    expect(await repository.git('status', '--porcelain')).to.equal('');
    const exclude = await readFile(`${project.path}/.git/info/exclude`, 'utf8');
    expect(exclude.match(/^\/\.worktrees\/$/gm)).to.have.length(1);
  });

  it('leave the exclude file alone where they are ignored already or lie elsewhere', async () => {
    await repository.commit('.gitignore', '.worktrees\n');
    const before = await readFile(`${project.path}/.git/info/exclude`, 'utf8');
    await directoryOf('one');
    await directoryOf('two', projectAt(project.path, { worktreesDirectory: `${base}/elsewhere` }));
    expect(await readFile(`${project.path}/.git/info/exclude`, 'utf8')).to.equal(before);
  });

  it("show hooks neither our secrets nor somebody else's repository", async () => {
    await writeFile(`${project.path}/.git/hooks/post-checkout`, `#!/bin/sh\nenv > '${base}/seen'\n`);
    await chmod(`${project.path}/.git/hooks/post-checkout`, 0o755);
    const environment = { ...process.env, BOT_TOKEN: '1:x', UNTETHER_SESSION: 'y', GIT_DIR: `${base}/nowhere/.git` };
    const result = await new GitWorktrees(new FakeTime(), environment).directoryOf(project, 'fix');
    expect(result.ok).to.equal(true);
    const seen = await readFile(`${base}/seen`, 'utf8');
    expect(seen)
      .to.include('GIT_TERMINAL_PROMPT=0')
      .and.not.match(/BOT_TOKEN|UNTETHER_|nowhere/);
  });
});
