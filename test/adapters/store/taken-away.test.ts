import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { openStore, type Store } from '../../../src/adapters/store/open-store.js';
import type { TakenAway } from '../../../src/application/values/store-news.js';
import { entry } from '../../support/builders/inbox-entry.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the store, when its files are taken away', () => {
  let time: FakeTime;
  let clean: AsyncDisposableStack;
  let directory: string;
  let news: TakenAway[];
  let claimed: number;
  const file = () => join(directory, 'untether.db');

  beforeEach(async () => {
    time = new FakeTime('2026-11-23T12:00:00Z');
    clean = new AsyncDisposableStack();
    directory = join(clean.use(await temporaryDirectory()).path, 'state');
    [news, claimed] = [[], 0];
  });

  afterEach(() => clean.disposeAsync());

  async function open(isFree = true): Promise<Store> {
    const claim = () => {
      claimed++;
      return isFree;
    };
    const opened = await openStore(directory, { clock: time, alarm: time, claim });
    if (!opened.ok) throw new Error(opened.problem.message);
    clean.defer(() => opened.value.close());
    opened.value.place.follow((one) => void news.push(one));
    return opened.value;
  }

  async function keys(store: Store): Promise<readonly string[]> {
    return (await store.inbox.unfinished()).map(({ key }) => key);
  }

  /** What a process finds that starts after this one was killed. */
  async function found(): Promise<readonly unknown[]> {
    const copy = join(directory, '..', 'after');
    mkdirSync(copy);
    for (const name of readdirSync(directory).filter((one) => one.startsWith('untether.db'))) {
      writeFileSync(join(copy, name), readFileSync(join(directory, name)));
    }
    using db = new DatabaseSync(join(copy, 'untether.db'));
    expect(db.prepare('PRAGMA integrity_check').get()?.['integrity_check']).to.equal('ok');
    return db
      .prepare('SELECT key FROM inbox ORDER BY id')
      .all()
      .map((row) => row['key']);
  }

  for (const [what, take] of [
    ['the directory', () => rmSync(directory, { recursive: true })],
    ['the database', () => rmSync(file())],
    ['the log', () => rmSync(`${file()}-wal`)],
    ['the log and its index', () => ['-wal', '-shm'].map((suffix) => rmSync(file() + suffix))],
    ['all three files', () => ['', '-wal', '-shm'].map((suffix) => rmSync(file() + suffix))],
    ['the directory, which is only renamed,', () => renameSync(directory, `${directory}.old`)],
  ] as const) {
    it(`writes everything back when ${what} is gone, before anything more is accepted`, async () => {
      const store = await open();
      await store.inbox.accept([entry('before'), entry('and before')]);
      take();
      const receipts = await store.inbox.accept([entry('after'), entry('before')]);
      expect(receipts.map(({ duplicate }) => duplicate)).to.deep.equal([false, true]);
      expect(news).to.deep.equal([{ kind: 'restored', path: file() }]);
      expect(await keys(store)).to.deep.equal(['before', 'and before', 'after']);
      expect(await found()).to.deep.equal(['before', 'and before', 'after']);
      expect(statSync(directory).mode & 0o777).to.equal(0o700);
      expect(statSync(file()).mode & 0o777).to.equal(0o600);
      await store.close();
      const again = await open();
      expect(await keys(again)).to.deep.equal(['before', 'and before', 'after']);
      expect(again.place.setAside).to.equal(null);
    });
  }

  it('tells it also to whoever follows only later', async () => {
    const store = await open();
    rmSync(directory, { recursive: true });
    await store.inbox.accept([entry('a')]);
    const later: TakenAway[] = [];
    store.place.follow((one) => void later.push(one));
    expect(later).to.deep.equal([{ kind: 'restored', path: file() }]);
  });

  it('notices it without being asked for anything else, and as often as it happens', async () => {
    const store = await open();
    await store.inbox.accept([entry('a')]);
    for (let round = 0; round < 3; round++) {
      rmSync(directory, { recursive: true });
      await time.advance(5_000);
      await store.inbox.unfinished();
      expect(existsSync(file())).to.equal(true);
    }
    expect(news).to.have.length(3);
    expect(claimed).to.equal(3);
    expect(await keys(store)).to.deep.equal(['a']);
  });

  it('replaces nothing that somebody else has put there: refuses all, and keeps a copy beside it', async () => {
    const store = await open();
    await store.inbox.accept([entry('mine')]);
    for (const suffix of ['', '-wal', '-shm']) rmSync(file() + suffix);
    writeFileSync(file(), 'somebody else’s');
    const refused = await store.inbox.accept([entry('more')]).catch((error: unknown) => error);
    expect(refused).to.have.property('kind', 'not-in-place');
    expect(await store.backlog.depth().catch((error: unknown) => error)).to.have.property('kind', 'not-in-place');
    const [lost] = news;
    expect(news).to.have.length(1);
    expect(lost).to.deep.include({ kind: 'lost', path: file(), kept: `${file()}.lost-20261123T120000Z` });
    using kept = new DatabaseSync(`${file()}.lost-20261123T120000Z`);
    expect(
      kept
        .prepare('SELECT key FROM inbox')
        .all()
        .map((row) => row['key']),
    ).to.deep.equal(['mine']);
    expect(readFileSync(file(), 'utf8')).to.equal('somebody else’s');
  });

  for (const [when, leave] of [
    ['before the copy has its name', () => renameSync(file(), `${file()}.restored`)],
    ['before the copy’s other name is gone', () => linkSync(file(), `${file()}.restored`)],
  ] as const) {
    it(`finishes at the next start what a process was killed at ${when}`, async () => {
      const store = await open();
      await store.inbox.accept([entry('mine')]);
      await store.close();
      leave();
      if (!existsSync(file())) writeFileSync(`${file()}-wal`, 'of the file that has gone');
      const again = await open();
      expect(await keys(again)).to.deep.equal(['mine']);
      expect(again.place.setAside).to.equal(null);
      expect(readdirSync(directory).filter((name) => /restored|lost/.test(name))).to.deep.equal([]);
    });
  }

  it('keeps a copy that a killed process left beside a database that somebody put there', async () => {
    const store = await open();
    await store.inbox.accept([entry('mine')]);
    await store.close();
    renameSync(file(), `${file()}.restored`);
    new DatabaseSync(file()).close();
    const other = await open();
    expect(await keys(other)).to.deep.equal([]);
    expect(readdirSync(directory)).to.include('untether.db.lost-20261123T120000Z');
  });

  it('says that something is lost where the copy was not whole when the process was killed', async () => {
    mkdirSync(directory);
    writeFileSync(`${file()}.new`, 'half of it');
    const store = await open();
    expect(store.place.setAside?.reason).to.equal('corrupt');
    expect(readFileSync(`${store.place.setAside?.path}.new`, 'utf8')).to.equal('half of it');
  });

  it('refuses where another program has the directory by now', async () => {
    const store = await open(false);
    await store.inbox.accept([entry('a')]);
    rmSync(directory, { recursive: true });
    const refused = await store.inbox.accept([entry('b')]).catch((error: unknown) => error);
    expect(refused).to.have.property('kind', 'not-in-place');
    expect(existsSync(file())).to.equal(false);
    expect(news.map(({ kind }) => kind)).to.deep.equal(['lost']);
  });

  it('goes on once the disk lets it write everything back', async () => {
    const store = await open();
    await store.inbox.accept([entry('a')]);
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'in the way');
    expect(await store.inbox.accept([entry('b')]).catch((error: unknown) => error)).to.have.property('kind');
    rmSync(directory);
    await time.advance(2_000);
    await store.inbox.accept([entry('c')]);
    expect(news.map(({ kind }) => kind)).to.deep.equal(['lost', 'restored']);
    expect(await keys(store)).to.deep.equal(['a', 'c']);
  });
});
