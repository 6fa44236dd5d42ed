import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { HeldDirectory } from '../../../src/adapters/files/held-directory.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { FilesRig, treeOf } from './files-rig.js';
import { swapRace } from './swap-race.js';

describe('a file vault on disk', () => {
  const clean = new AsyncDisposableStack();
  let rig: FilesRig;
  beforeEach(async () => {
    rig = await FilesRig.make(clean.use(await temporaryDirectory()).path);
  });
  after(() => clean.disposeAsync());
  const modeOf = async (name: string) => (await stat(join(rig.root, name))).mode & 0o777;

  it('follows links between directories as long as they stay inside', async () => {
    await mkdir(join(rig.root, 'real'));
    await symlink('real', join(rig.root, 'inside'));
    await symlink(join(rig.base, 'outside'), join(rig.root, 'leaving'));
    expect(await rig.write('inside/a')).to.equal('written');
    expect(await rig.read('real/a')).to.equal('new');
    expect(await rig.write('leaving/a')).to.equal('outside-roots');
    expect(await rig.write('leaving/b/c')).to.equal('outside-roots');
    expect(await rig.read('leaving/a')).to.equal('outside-roots');
    expect(await treeOf(join(rig.base, 'outside'))).to.deep.equal({});
  });

  it('lets a link from elsewhere lead in, and a root be a link itself', async () => {
    await symlink(rig.root, join(rig.base, 'alias'));
    const path = join(rig.base, 'alias', 'sub', 'a');
    const written = await rig.vault.write({ path, content: Buffer.from('x'), onConflict: 'error' }, rig.rules);
    expect(written).to.deep.equal({ ok: true, value: { path: join(rig.root, 'sub', 'a') } });
    const rules = { ...rig.rules, roots: [join(rig.base, 'alias')] };
    expect((await rig.vault.read(join(rig.root, 'sub', 'a'), 9, rules)).ok).to.equal(true);
  });

  it('removes what a process left that was killed while it wrote, and nothing else', async () => {
    const gone = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim();
    const left = [`.untether-${gone}-abc.part`, `.untether-${process.pid}-abc.part`];
    const others = [`.untether-${process.ppid}-abc.part`, '.untether-abc.part', 'x.part', 'untether-1-a.part'];
    for (const name of [...left, ...others]) await writeFile(join(rig.root, name), 'half');
    const staged = await rig.vault.stage(pieces('whole'), 100);
    if (!staged.ok) throw new Error(staged.problem.kind);
    const order = { path: join(rig.root, 'a'), content: staged.value, onConflict: 'keep_both' } as const;
    expect((await rig.vault.write(order, rig.rules)).ok).to.equal(true);
    expect((await readdir(rig.root)).sort()).to.deep.equal([...others, 'a'].sort());
  });

  it('never follows a link at the end, wherever it leads', async () => {
    await writeFile(join(rig.root, 'target'), 'old');
    await symlink('target', join(rig.root, 'link'));
    await symlink(join(rig.base, 'outside', 'made'), join(rig.root, 'dangling'));
    for (const name of ['link', 'dangling']) {
      expect(await rig.write(name), name).to.equal('symbolic-link');
      expect(await rig.read(name), name).to.equal('symbolic-link');
      expect(await rig.write(name, 'error'), name).to.equal('exists');
      expect(await rig.write(name, 'append_timestamp'), name).to.equal('written');
    }
    expect(await rig.write('dangling/inner')).to.equal('not-a-directory');
    expect(await rig.read('target')).to.equal('old');
    expect(await treeOf(join(rig.base, 'outside'))).to.deep.equal({});
  });

  it('refuses a denied name or place that a link hides', async () => {
    await mkdir(join(rig.root, '.git'));
    await symlink('.git', join(rig.root, 'harmless'));
    await symlink('harmless', join(rig.root, '.ssh'));
    expect(await rig.write('harmless/config')).to.equal('denied-name');
    await mkdir(join(rig.root, 'plain'));
    await symlink('plain', join(rig.root, '.env'));
    expect(await rig.write('.env/a')).to.equal('denied-name');
    await symlink(rig.root, join(rig.root, 'again'));
    expect(await rig.write('again/untether.toml')).to.equal('own-file');
  });

  it('knows its own files by every name that links give them', async () => {
    await mkdir(join(rig.root, 'dotfiles'));
    await writeFile(join(rig.root, 'dotfiles', 'real.toml'), '');
    await symlink('dotfiles/real.toml', join(rig.root, 'hop.toml'));
    await symlink('hop.toml', join(rig.root, 'untether.toml'));
    for (const name of ['untether.toml', 'hop.toml', 'dotfiles/real.toml']) {
      expect(await rig.write(name), name).to.equal('own-file');
      expect(await rig.read(name), name).to.equal('own-file');
    }
    await symlink(join(rig.base, 'state'), join(rig.root, 'state'));
    const rules = { ...rig.rules, roots: [rig.base] };
    const found = await rig.vault.read(join(rig.root, 'state', 'untether.db'), 9, rules);
    expect(!found.ok && found.problem.kind).to.equal('own-file');
  });

  it('opens what is excepted of its own, but not by a link back', async () => {
    const state = join(rig.base, 'state');
    await symlink(state, join(rig.base, 'linked'));
    const path = join(rig.base, 'linked', 'uploads', 'a');
    const denied = [{ path: join(rig.base, 'linked'), except: [join(rig.base, 'linked', 'uploads')] }];
    const order = { path, content: Buffer.from('x'), onConflict: 'error' as const };
    const rules = { ...rig.rules, denied, roots: [state] };
    expect((await rig.vault.write(order, rules)).ok).to.equal(true);
    await rename(join(state, 'uploads'), join(state, 'before'));
    await symlink('.', join(state, 'uploads'));
    for (const one of [path, join(state, 'untether.db')]) {
      const written = await rig.vault.write({ ...order, path: one }, rules);
      expect(!written.ok && written.problem.kind, one).to.equal('own-file');
    }
  });

  it('refuses what is no file: directories, pipes, and paths that lead through files', async () => {
    await mkdir(join(rig.root, 'directory'));
    await writeFile(join(rig.root, 'file'), 'old');
    execFileSync('mkfifo', [join(rig.root, 'pipe')]);
    for (const name of ['directory', 'pipe']) {
      expect(await rig.write(name), name).to.equal('not-a-file');
      expect(await rig.read(name), name).to.equal('not-a-file');
    }
    expect(await rig.write('file/inner')).to.equal('not-a-directory');
    expect(await rig.read('file/inner')).to.equal('not-a-directory');
  });

  it('leaves the other roots usable if one can’t be reached', async () => {
    await writeFile(join(rig.base, 'outside', 'file'), '');
    const roots = [join(rig.base, 'outside', 'file', 'root'), join(rig.base, 'nowhere'), rig.root];
    const order = { path: join(rig.root, 'a'), content: Buffer.from('x'), onConflict: 'error' as const };
    expect((await rig.vault.write(order, { ...rig.rules, roots })).ok).to.equal(true);
  });

  it('makes new files and directories for their owner alone, and keeps the mode of what it overwrites', async () => {
    await rig.write('sub/new');
    expect([await modeOf('sub'), await modeOf('sub/new')]).to.deep.equal([0o700, 0o600]);
    await writeFile(join(rig.root, 'script'), 'old');
    await chmod(join(rig.root, 'script'), 0o755);
    await rig.write('script');
    expect(await modeOf('script')).to.equal(0o755);
    await rig.write('script', 'append_timestamp');
    expect(await modeOf('script_20261123T120000000Z')).to.equal(0o600);
  });

  it('leaves nothing but the file, whatever happens', async () => {
    await writeFile(join(rig.root, 'there'), 'old');
    await rig.write('there', 'error');
    await rig.write('there', 'append_timestamp');
    await rig.write('there');
    const content = { name: 'gone', bytes: 1 };
    const path = join(rig.root, 'late');
    const late = await rig.vault.write({ path, content, onConflict: 'overwrite' }, rig.rules);
    expect(!late.ok && late.problem).to.deep.equal({ kind: 'missing', path: join(rig.staging, 'gone') });
    await mkdir(join(rig.staging, 'unreadable'), { recursive: true });
    const unreadable = { name: 'unreadable', bytes: 1 };
    const broken = await rig.vault.write({ path, content: unreadable, onConflict: 'overwrite' }, rig.rules);
    expect(!broken.ok && broken.problem.kind).to.equal('not-a-file');
    await Promise.all(Array.from({ length: 8 }, () => rig.write('once', 'error')));
    expect(await readdir(rig.root)).to.have.members(['once', 'there', 'there_20261123T120000000Z']);
  });

  it('gives a long name that is taken another one that still fits', async () => {
    const long = `${'ä'.repeat(125)}.txt`;
    expect(await rig.write(long)).to.equal('written');
    expect(await rig.write(long, 'append_timestamp')).to.equal('written');
    const dots = `${'a'.repeat(5)}.${'b'.repeat(249)}`;
    expect(await rig.write(dots)).to.equal('written');
    expect(await rig.write(dots, 'append_timestamp')).to.equal('written');
    const names = await readdir(rig.root);
    expect(names.filter((name) => name.includes('_20261123T120000000Z'))).to.have.length(2);
  });

  it('keeps staged files for their owner alone, and nothing of those that failed', async () => {
    const kept = await rig.vault.stage(chunks('abc'), 3);
    await rig.vault.stage(chunks('abcd'), 3);
    await rig.vault.stage(chunks('a', new Error('cut')), 3).catch(() => null);
    expect(await readdir(rig.staging)).to.deep.equal(kept.ok ? [kept.value.name] : []);
    const [folder, file] = [rig.staging, join(rig.staging, kept.ok ? kept.value.name : '')];
    expect([(await stat(folder)).mode & 0o777, (await stat(file)).mode & 0o777]).to.deep.equal([0o700, 0o600]);
  });

  it('knows in a later process which file a staged one became, and tells it from another one there', async () => {
    const staged = await rig.vault.stage(chunks('posted'), 100);
    if (!staged.ok) throw new Error(staged.problem.kind);
    const order = { path: join(rig.root, 'a.txt'), content: staged.value, onConflict: 'error' } as const;
    expect((await rig.vault.write(order, rig.rules)).ok).to.equal(true);
    await appendFile(order.path, ' and read');
    const later = rig.laterVault();
    expect(await later.write(order, rig.rules)).to.deep.equal({ ok: true, value: { path: order.path } });
    await writeFile(join(rig.root, 'b.txt'), 'of somebody else');
    await rename(join(rig.root, 'b.txt'), order.path);
    const again = await later.write(order, rig.rules);
    expect(!again.ok && again.problem.kind).to.equal('exists');
    await rm(order.path);
    expect((await later.write(order, rig.rules)).ok).to.equal(true);
    expect(await rig.read('a.txt')).to.equal('posted');
    await later.discardAll([staged.value]);
    expect((await readdir(rig.staging)).length).to.equal(2);
    await later.discardAll([]);
    expect(await readdir(rig.staging)).to.deep.equal([]);
  });

  it('stages nothing where there is no place for it, and says so', async () => {
    await writeFile(join(rig.base, 'state', 'staging'), 'in the way');
    const staged = await rig.vault.stage(chunks('abc'), 3);
    expect(!staged.ok && staged.problem.kind).to.equal('exists');
  });

  if (process.platform === 'linux') {
    it('holds on to a directory whose place is taken by a link', async () => {
      await using held = await HeldDirectory.open(rig.root);
      await rename(rig.root, join(rig.base, 'moved'));
      await symlink(join(rig.base, 'outside'), rig.root);
      await writeFile(held?.at('a') ?? '', 'x');
      expect(await treeOf(join(rig.base, 'moved'))).to.deep.equal({ a: 'x' });
      expect(await held?.enter('sub')).to.equal(null);
      expect(await treeOf(join(rig.base, 'outside'))).to.deep.equal({});
    });
  }

  it('writes nothing outside while a directory is exchanged for a link without a pause', async () => {
    const report = await swapRace(600);
    expect(report).to.include({ outside: 0, leftBehind: 0 });
    expect(report.written, 'the race is none if nothing is written').to.be.greaterThan(0);
    expect(report.refused, 'the race is none if nothing is exchanged').to.be.greaterThan(0);
  });

  it('does not hold a directory that is reached by a link', async () => {
    await mkdir(join(rig.root, 'real'));
    await symlink(rig.root, join(rig.base, 'alias'));
    expect(await HeldDirectory.open(join(rig.base, 'alias', 'real'))).to.equal(null);
  });
});

async function* chunks(text: string, end?: Error): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
  if (end !== undefined) throw end;
}

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}
