import { execFile } from 'node:child_process';
import {
  appendFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { DiskRunOutbox } from '../../../src/adapters/files/disk-run-outbox.js';
import { StagingFolder } from '../../../src/adapters/files/staging-folder.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import type { TakeRules } from '../../../src/application/ports/system/run-outbox.js';
import type { OutboxPlace } from '../../../src/domain/run/hand-out.js';
import { FakeTokenSource } from '../../support/fakes/fake-token-source.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const RULES: TakeRules = {
  secretNames: ['.env', '*.pem', '.ssh/**'],
  maxFiles: 10,
  maxFileBytes: 1_000,
  looseSince: null,
  taken: new Set(),
};
const HOUR_MS = 3_600_000;

describe('outboxes on disk', () => {
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  async function started(run = 'aaaabbbbcccc') {
    const { path: top } = clean.use(await temporaryDirectory());
    const project = `${top}/project`;
    await mkdir(project);
    const staging = new StagingFolder(`${top}/state/staging`, new FakeTokenSource());
    const clock = new SystemClock();
    const outbox = new DiskRunOutbox(staging, { clock, alarm: new SystemAlarm(clock) });
    const place: OutboxPlace = { directory: project, outbox: '.untether-outbox', run };
    const opened = await outbox.open(place);
    if (!opened.ok) throw new Error(opened.problem.kind);
    const own = opened.value;
    /** Old enough to be known to be whole. */
    const put = async (name: string, text = `the content of ${name}`) => {
      await writeFile(`${own}/${name}`, text);
      await utimes(`${own}/${name}`, new Date(), new Date(Date.now() - HOUR_MS));
    };
    const take = async (change: Partial<TakeRules> = {}) => {
      const taken = await outbox.take(place, { ...RULES, ...change });
      if (!taken.ok) throw new Error(taken.problem.kind);
      const { files, left } = taken.value;
      return { files, left, names: files.map(({ name }) => name), why: left.map(({ name, why }) => [name, why.kind]) };
    };
    const content = async (name: string) => readFile(`${top}/state/staging/${name}`, 'utf8');
    return { top, project, outbox, place, own, put, take, content };
  }

  it('are made for each run, empty, and go with their last file', async () => {
    const { project, outbox, place, own, put, take } = await started();
    expect(own).to.equal(`${project}/.untether-outbox/aaaabbbbcccc`);
    expect(await readdir(own)).to.deep.equal([]);
    await put('a.txt');
    const { files } = await take();
    const [file] = files;
    if (file === undefined) throw new Error('nothing was taken');
    await outbox.discard(file.origin);
    // The run may still want to leave something there.
    expect(await readdir(own)).to.deep.equal([]);
    await outbox.close(place);
    expect(await readdir(project)).to.deep.equal([]);
  });

  it('give copies that nothing changes any more', async () => {
    const { own, put, take, content } = await started();
    await put('report.md', 'first');
    const { files } = await take();
    await writeFile(`${own}/report.md`, 'second');
    expect(await content(files[0]?.staged.name ?? '')).to.equal('first');
    expect(files[0]).to.include({ name: 'report.md', bytes: 5 });
  });

  it('give files by name, as many as are wanted, and none twice', async () => {
    const { put, take } = await started();
    for (const name of ['c.txt', 'a.txt', 'b.txt', 'd.txt']) await put(name);
    const first = await take({ maxFiles: 2 });
    expect(first.names).to.deep.equal(['a.txt', 'b.txt']);
    expect(first.why).to.deep.equal([
      ['c.txt', 'too-many'],
      ['d.txt', 'too-many'],
    ]);
    const taken = new Set(first.files.map(({ origin }) => origin.identity));
    expect((await take({ taken })).names).to.deep.equal(['c.txt', 'd.txt']);
  });

  it('never give what is a link, shared, no file, secret, empty, too large, or a directory', async () => {
    const { top, own, put, take } = await started();
    await writeFile(`${top}/elsewhere`, 'secret');
    await symlink(`${top}/elsewhere`, `${own}/a-link`);
    await link(`${top}/elsewhere`, `${own}/b-shared`);
    await promisify(execFile)('mkfifo', [`${own}/c-pipe`]);
    await put('d.pem');
    await put('.env');
    await put('e-empty', '');
    await put('f-large', 'x'.repeat(1_001));
    await mkdir(`${own}/g-directory`);
    await put('h-fine', 'x'.repeat(1_000));
    const { names, why } = await take();
    expect(names).to.deep.equal(['h-fine']);
    expect(why).to.deep.equal([
      ['.env', 'denied-name'],
      ['a-link', 'symbolic-link'],
      ['b-shared', 'hard-link'],
      ['c-pipe', 'not-a-file'],
      ['d.pem', 'denied-name'],
      ['e-empty', 'empty'],
      ['f-large', 'too-large'],
      ['g-directory', 'directory'],
    ]);
  });

  it('lead nowhere else, whatever stands in their way', async () => {
    const { top, project, outbox, place, own, put } = await started();
    await mkdir(`${top}/outside`);
    await writeFile(`${top}/outside/private.txt`, 'private');
    await put('fine.txt');
    await rename(own, `${own}-before`);
    await symlink(`${top}/outside`, own);
    expect(await outbox.take(place, RULES)).to.deep.equal({ ok: true, value: { files: [], left: [] } });
    expect((await outbox.open(place)).ok).to.equal(false);
    await rm(`${project}/.untether-outbox`, { recursive: true });
    await symlink(`${top}/outside`, `${project}/.untether-outbox`);
    expect(await outbox.take(place, { ...RULES, looseSince: 0 })).to.deep.equal({
      ok: true,
      value: { files: [], left: [] },
    });
    expect((await outbox.open(place)).ok).to.equal(false);
    expect(await readdir(`${top}/outside`)).to.deep.equal(['private.txt']);
  });

  it('keep those of two runs apart', async () => {
    const { outbox, place, put, take } = await started();
    await put('mine.txt');
    const other = { ...place, run: 'ddddeeeeffff' };
    const opened = await outbox.open(other);
    await writeFile(`${opened.ok ? opened.value : ''}/theirs.txt`, 'theirs');
    expect((await take()).names).to.deep.equal(['mine.txt']);
    expect(await outbox.names(other, null)).to.deep.equal(['theirs.txt']);
  });

  it('give what lies right in the outbox only where it is newer than the run', async () => {
    const { project, put, take } = await started();
    const flat = `${project}/.untether-outbox`;
    await writeFile(`${flat}/old.txt`, 'old');
    await utimes(`${flat}/old.txt`, new Date(), new Date(Date.now() - 2 * HOUR_MS));
    await writeFile(`${flat}/new.txt`, 'new');
    await put('own.txt');
    expect((await take()).names).to.deep.equal(['own.txt']);
    expect((await take({ looseSince: Date.now() - HOUR_MS })).names).to.deep.equal(['own.txt', 'new.txt']);
  });

  it('wait for a file that is being written, and leave one that is written without end', async function () {
    this.timeout(30_000);
    const { own, take } = await started();
    await writeFile(`${own}/grows.txt`, 'x');
    let more = 3;
    const writing = setInterval(() => {
      if (more-- > 0) void appendFile(`${own}/grows.txt`, 'y');
    }, 50);
    const { files } = await take();
    clearInterval(writing);
    expect(files[0]?.bytes).to.equal(4);
    const endless = setInterval(() => void appendFile(`${own}/endless.txt`, 'z'), 20);
    await appendFile(`${own}/endless.txt`, 'z');
    const { why } = await take({ taken: new Set(files.map(({ origin }) => origin.identity)) });
    clearInterval(endless);
    expect(why).to.deep.equal([['endless.txt', 'being-written']]);
  });

  it('delete what was sent, unless it has changed since', async () => {
    const { outbox, own, put, take } = await started();
    await put('a.txt');
    await put('b.txt');
    const { files } = await take();
    await writeFile(`${own}/b.txt`, 'written anew');
    for (const { origin } of files) await outbox.discard(origin);
    expect(await readdir(own)).to.deep.equal(['b.txt']);
  });

  it('put aside what was left, under names that are free', async () => {
    const { project, outbox, place, own, put, take } = await started();
    await mkdir(`${project}/.untether-outbox/.skipped`);
    await writeFile(`${project}/.untether-outbox/.skipped/site.html`, 'earlier');
    await mkdir(`${own}/folder`);
    await put('site.html', '');
    const { left } = await take();
    expect(await outbox.setAside(place, left)).to.equal('.untether-outbox/.skipped');
    expect((await readdir(`${project}/.untether-outbox/.skipped`)).sort()).to.deep.equal([
      'folder',
      'site.html',
      'site_1.html',
    ]);
    await outbox.close(place);
    expect((await stat(`${project}/.untether-outbox`)).isDirectory()).to.equal(true);
    expect((await take()).left).to.deep.equal([]);
  });

  it('delete a directory with all that is in it, once it was sent as an archive', async () => {
    const { outbox, own, take } = await started();
    await mkdir(`${own}/site/css`, { recursive: true });
    await writeFile(`${own}/site/css/a.css`, 'a');
    const { left } = await take();
    const [site] = left;
    if (site === undefined) throw new Error('nothing was left');
    await outbox.discard({ ...site.origin, identity: 'another' });
    expect(await readdir(own)).to.deep.equal(['site']);
    await outbox.discard(site.origin);
    expect(await readdir(own)).to.deep.equal([]);
  });

  it('keep a directory in which anything was written since', async () => {
    const { outbox, own, take } = await started();
    await mkdir(`${own}/site/css`, { recursive: true });
    await writeFile(`${own}/site/css/a.css`, 'a');
    const [before] = (await take()).left;
    await writeFile(`${own}/site/css/a.css`, 'longer');
    const [between] = (await take()).left;
    await writeFile(`${own}/site/css/b.css`, 'b');
    for (const one of [before, between]) {
      if (one === undefined) throw new Error('nothing was left');
      await outbox.discard(one.origin);
    }
    expect(await readdir(`${own}/site/css`)).to.deep.equal(['a.css', 'b.css']);
    const [last] = (await take()).left;
    if (last !== undefined) await outbox.discard(last.origin);
    expect(await readdir(own)).to.deep.equal([]);
  });

  it('are made also while those of other runs go, which takes the directory around them along', async () => {
    const { outbox, place } = await started();
    await outbox.close(place);
    const places = ['000000000001', '000000000002', '000000000003', '000000000004'].map((run) => ({ ...place, run }));
    for (let round = 0; round < 150; round++) {
      const here = places.filter((_, index) => index % 2 === round % 2);
      const gone = places.filter((_, index) => index % 2 !== round % 2);
      const opening = here.map((one) => outbox.open(one));
      await Promise.all(gone.map((one) => outbox.close(one)));
      expect((await Promise.all(opening)).map(({ ok }) => ok)).to.deep.equal([true, true]);
    }
  });

  it('say so where they cannot be made', async () => {
    const { top, outbox } = await started();
    await writeFile(`${top}/file`, '');
    const bad = await outbox.open({ directory: `${top}/file`, outbox: 'o', run: 'r' });
    expect(bad.ok).to.equal(false);
    const gone = await outbox.take({ directory: `${top}/gone`, outbox: 'o', run: 'r' }, RULES);
    expect(gone).to.deep.equal({ ok: true, value: { files: [], left: [] } });
  });
});
