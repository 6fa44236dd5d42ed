import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { DenyGlobs } from '../../../src/adapters/files/deny-globs.js';
import { GitRunChanges } from '../../../src/adapters/git/git-run-changes.js';
import { makeRepository } from '../../support/git-repository.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { RealTime } from '../engines/real-time.js';

const DENIED = ['.env', '*.pem', 'out'];

describe('what a run changed in a repository', () => {
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  async function started() {
    const { path: top } = clean.use(await temporaryDirectory());
    const repository = await makeRepository(`${top}/project`);
    await repository.commit('kept.txt', 'one\ntwo\nthree\n');
    const denying = (globs: readonly string[]) => {
      const names = new DenyGlobs(globs);
      return (path: string) => names.denying(path) !== null;
    };
    const clock = new RealTime();
    const open = () =>
      new GitRunChanges({ clock, alarm: clock, environment: process.env, directory: `${top}/state/changes`, denying });
    const changes = open();
    const write = (name: string, text: string) => writeFile(`${top}/project/${name}`, text);
    const begin = (run = 'run1', directory = `${top}/project`) => changes.begin(run, directory, DENIED);
    return { top, repository, changes, open, write, begin };
  }

  it('is each line of what is new, changed or gone, and nothing that was so before', async () => {
    const { repository, changes, write, begin } = await started();
    await write('before.txt', 'changed before\n');
    await write('README', 'changed before\n');
    await begin();
    await write('kept.txt', 'one\n2\nthree\nfour\n');
    await write('new.txt', 'new\n');
    await rm(`${repository.path}/before.txt`);
    expect(await changes.compare('run1')).to.deep.equal({ files: 3, added: 3, removed: 2, shared: false });
    const patch = await changes.patchOf('run1');
    expect(patch).to.include({ cut: false, withheld: 0, large: 0 });
    expect(patch?.text.split('\n').filter((line) => /^[-+]/.test(line))).to.deep.equal([
      '--- a/before.txt',
      '+++ /dev/null',
      '-changed before',
      '--- a/kept.txt',
      '+++ b/kept.txt',
      '-two',
      '+2',
      '+four',
      '--- /dev/null',
      '+++ b/new.txt',
      '+new',
    ]);
  });

  it('runs no program that the repository’s configuration has contents pass through', async () => {
    const { top, repository, changes, write, begin } = await started();
    await begin();
    const program = `touch ${top}/was-run; cat`;
    await repository.git('config', 'filter.other.process', program);
    await repository.git('config', 'filter.other.required', 'true');
    await repository.git('config', 'filter.own.clean', program);
    await write('.gitattributes', '*.txt filter=own\nkept.txt filter=other\n');
    await write('kept.txt', 'one\n2\nthree\n');
    await write('new.txt', 'new\n');
    expect(await changes.compare('run1')).to.include({ files: 3, added: 4, removed: 1 });
    expect(await readdir(top)).to.not.include('was-run');
  });

  it('is not told of more than can be copied beside a run', async () => {
    const { changes, write, begin } = await started();
    await begin();
    const large = 'x'.repeat(999_999);
    for (let number = 0; number < 201; number++) await write(`new-${number}.txt`, large);
    expect(await changes.compare('run1')).to.equal(null);
  });

  it('touches nothing of the repository', async () => {
    const { repository, changes, write, begin } = await started();
    await write('new.txt', 'new\n');
    await repository.git('add', 'new.txt');
    const look = async () => [
      await repository.git('status', '--porcelain'),
      await repository.git('count-objects', '-v'),
      await repository.git('for-each-ref'),
      (await readFile(`${repository.path}/.git/index`)).toString('base64'),
    ];
    const before = await look();
    await begin();
    await write('other.txt', 'other\n');
    await changes.compare('run1');
    await changes.end('run1');
    await rm(`${repository.path}/other.txt`);
    expect(await look()).to.deep.equal(before);
  });

  it('includes what was committed meanwhile', async () => {
    const { repository, changes, begin } = await started();
    await begin();
    await repository.commit('committed.txt', 'committed\n');
    expect(await changes.compare('run1')).to.include({ files: 1, added: 1 });
  });

  it('never shows what may hold secrets, committed or not', async () => {
    const { repository, changes, write, begin } = await started();
    await begin();
    await write('.env', 'TOKEN=hidden-one\n');
    await mkdir(`${repository.path}/keys`);
    await repository.commit('keys/a.pem', 'hidden-two\n');
    await mkdir(`${repository.path}/out`);
    await write('out/report.txt', 'handed out\n');
    await write('fine.txt', 'fine\n');
    await changes.compare('run1');
    const patch = await changes.patchOf('run1');
    expect(patch).to.include({ files: 1, withheld: 1 });
    expect(patch?.text)
      .to.include('fine')
      .and.not.match(/hidden|handed out/);
  });

  it('leaves out ignored files, large ones, which are counted, and repositories inside', async () => {
    const { repository, changes, write, begin } = await started();
    await write('.gitignore', 'ignored\n');
    await begin();
    await write('ignored', 'ignored\n');
    await write('large.bin', 'x'.repeat(1_000_001));
    await makeRepository(`${repository.path}/inner`);
    await symlink('/etc/passwd', `${repository.path}/link`);
    expect(await changes.compare('run1')).to.include({ files: 1 });
    const patch = await changes.patchOf('run1');
    expect(patch).to.include({ large: 1 });
    expect(patch?.text).to.include('b/link').and.not.include('root:');
  });

  it('is kept for other processes, and what it took to compare is not', async () => {
    const { top, changes, open, write, begin } = await started();
    await begin();
    await write('new.txt', 'new\n');
    await changes.compare('run1');
    await write('late.txt', 'late\n');
    await changes.end('run1');
    expect(await readdir(`${top}/state/changes/run1`)).to.deep.equal(['patch.json']);
    const kept = await open().patchOf('run1');
    expect(kept).to.include({ files: 2 });
    await open().forget(Date.now() + 60_000);
    expect(await open().patchOf('run1')).to.equal(null);
  });

  it('is kept of a run that ends while it is still being found out', async () => {
    const { top, changes, write, begin } = await started();
    await begin();
    await write('new.txt', 'new\n');
    const [found] = await Promise.all([changes.compare('run1'), changes.end('run1')]);
    expect(found).to.include({ files: 1 });
    expect(await changes.patchOf('run1')).to.include({ files: 1 });
    expect(await readdir(`${top}/state/changes/run1`)).to.deep.equal(['patch.json']);
  });

  it('is nothing where nothing was changed, in no repository, and where a directory is missing', async () => {
    const { top, changes, begin } = await started();
    await begin();
    expect(await changes.compare('run1')).to.equal(null);
    await changes.end('run1');
    await mkdir(`${top}/plain`);
    await begin('run2', `${top}/plain`);
    await writeFile(`${top}/plain/a`, 'a');
    expect(await changes.compare('run2')).to.equal(null);
    await begin('run3', `${top}/gone`);
    expect(await changes.compare('run3')).to.equal(null);
    for (const run of ['run1', 'run2', 'run3', '../run1', 'run4']) expect(await changes.patchOf(run)).to.equal(null);
  });

  it('is found in a repository without a commit, in a part of one, and in a worktree', async () => {
    const { top, repository, changes, begin } = await started();
    const run = async (name: string, directory: string) => {
      await begin(name, directory);
      await writeFile(`${directory}/new.txt`, 'new\n');
      await changes.compare(name);
      return (await changes.patchOf(name))?.text;
    };
    await mkdir(`${top}/empty`);
    await repository.git('init', '--quiet', `${top}/empty`);
    expect(await run('run2', `${top}/empty`)).to.include('b/new.txt');
    await mkdir(`${repository.path}/part`);
    const inPart = await run('run3', `${repository.path}/part`);
    expect(inPart).to.include('b/new.txt').and.not.include('part/new.txt');
    await repository.git('worktree', 'add', '--quiet', `${top}/tree`);
    expect(await run('run4', `${top}/tree`)).to.include('b/new.txt');
  });

  it('says where another run was at work in the same place', async () => {
    const { repository, changes, write, begin } = await started();
    await mkdir(`${repository.path}/part`);
    await begin('run1');
    await begin('run2', `${repository.path}/part`);
    await write('new.txt', 'new\n');
    expect(await changes.compare('run1')).to.include({ shared: true });
    await changes.end('run2');
    await begin('run3');
    await write('more.txt', 'more\n');
    expect(await changes.compare('run3')).to.include({ shared: true });
  });

  it('runs nothing that the repository names', async () => {
    const { top, repository, changes, write, begin } = await started();
    const trap = `${top}/trap.sh`;
    await writeFile(trap, `#!/bin/sh\ntouch ${top}/sprung\ncat\n`);
    await chmod(trap, 0o755);
    for (const key of ['diff.external', 'core.fsmonitor', 'diff.x.textconv', 'diff.x.command']) {
      await repository.git('config', key, trap);
    }
    await write('.gitattributes', '*.txt diff=x\n');
    await rm(`${top}/sprung`, { force: true });
    await begin();
    await write('new.txt', 'new\n');
    await changes.compare('run1');
    expect((await changes.patchOf('run1'))?.text).to.include('+new');
    expect(await readdir(top)).to.not.include('sprung');
  });
});
