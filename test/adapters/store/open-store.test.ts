import { existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { openStore, type Store } from '../../../src/adapters/store/open-store.js';
import { entry, workBody } from '../../support/builders/inbox-entry.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { openTestStore } from '../../support/store-shelf.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('opening the store', () => {
  const time = new FakeTime('2026-11-23T12:00:00Z');
  let clean: AsyncDisposableStack;
  let directory: string;
  const file = () => `${directory}/untether.db`;
  const mode = (path: string) => statSync(path).mode & 0o777;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    directory = `${clean.use(await temporaryDirectory()).path}/deep/state`;
  });

  afterEach(() => clean.disposeAsync());

  async function open(): Promise<Store> {
    const store = await openTestStore(directory, time);
    clean.defer(() => store.close());
    return store;
  }

  async function written(rows: number): Promise<void> {
    const store = await open();
    await store.inbox.accept(
      Array.from({ length: rows }, (_, n) => entry(`key ${n}`, { body: workBody('message', 'x'.repeat(500)) })),
    );
    await store.close();
  }

  it('makes the directory and the file, readable by their owner only', async () => {
    const store = await open();
    await store.inbox.accept([entry('a')]);
    expect(mode(directory)).to.equal(0o700);
    const files = ['acting', 'untether.db', 'untether.db-shm', 'untether.db-wal'];
    expect(readdirSync(directory).toSorted()).to.deep.equal(files);
    expect(new Set(files.map((name) => mode(`${directory}/${name}`)))).to.deep.equal(new Set([0o600]));
    expect(store.place.setAside).to.equal(null);
  });

  it('flushes every commit and keeps a write-ahead log', async () => {
    await open();
    using db = new DatabaseSync(file());
    expect(db.prepare('PRAGMA journal_mode').get()?.['journal_mode']).to.equal('wal');
    expect(db.prepare('PRAGMA auto_vacuum').get()?.['auto_vacuum']).to.equal(2);
  });

  it('leaves one whole file behind when it is closed, also twice', async () => {
    const store = await open();
    const accepted = store.inbox.accept([entry('a')]);
    await store.close();
    await store.close();
    expect(readdirSync(directory).toSorted()).to.deep.equal(['acting', 'untether.db', 'untether.db.sound']);
    expect(await accepted).to.have.length(1);
    expect(await (await open()).inbox.unfinished()).to.have.length(1);
  });

  it('refuses calls after it was closed', async () => {
    const store = await open();
    await store.close();
    const told = await store.inbox.unfinished().catch((error: unknown) => error);
    expect(told).to.have.property('kind', 'closed');
  });

  it('keeps a file aside that is no database', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(file(), 'once upon a time there was a text that went on for long enough to be read as a header');
    const store = await open();
    expect(store.place.setAside).to.deep.equal({ path: `${file()}.corrupt-20261123T120000Z`, reason: 'corrupt' });
    expect(readFileSync(`${file()}.corrupt-20261123T120000Z`, 'utf8')).to.match(/^once upon a time/);
    expect(await store.inbox.unfinished()).to.deep.equal([]);
  });

  it('keeps a damaged file aside, byte for byte', async () => {
    await written(200);
    const handle = openSync(file(), 'r+');
    writeSync(handle, Buffer.alloc(3 * 4096, 0xa5), 0, 3 * 4096, 5 * 4096);
    const damaged = readFileSync(file());
    const store = await open();
    expect(store.place.setAside?.reason).to.equal('corrupt');
    expect(readFileSync(store.place.setAside?.path ?? '').equals(damaged)).to.equal(true);
  });

  it('keeps a file aside that was cut short', async () => {
    await written(200);
    writeFileSync(file(), readFileSync(file()).subarray(0, 6 * 4096));
    expect((await open()).place.setAside?.reason).to.equal('corrupt');
  });

  it('keeps a file of a newer version aside, whole and with its log', async () => {
    await written(1);
    const newer = new DatabaseSync(file());
    clean.defer(() => void (newer.isOpen && newer.close()));
    newer.exec('PRAGMA user_version = 999');
    expect(existsSync(`${file()}-wal`)).to.equal(true);
    const store = await open();
    expect(store.place.setAside).to.deep.equal({ path: `${file()}.newer-20261123T120000Z`, reason: 'newer' });
    newer.close();
    using kept = new DatabaseSync(`${file()}.newer-20261123T120000Z`);
    expect(kept.prepare('PRAGMA user_version').get()?.['user_version']).to.equal(999);
    expect(kept.prepare('SELECT count(*) AS n FROM inbox').get()?.['n']).to.equal(1);
  });

  it('never overwrites what was kept aside in the same second', async () => {
    for (const text of ['first', 'second']) {
      await mkdir(directory, { recursive: true });
      await writeFile(file(), `${text} ${'.'.repeat(100)}`);
      const store = await open();
      expect(readFileSync(store.place.setAside?.path ?? '', 'utf8')).to.match(new RegExp(`^${text}`));
      await store.close();
    }
    expect(readdirSync(directory).filter((name) => name.includes('corrupt'))).to.have.length(2);
  });

  it('never mixes the log of a lost database into a new one', async () => {
    const first = await open();
    await first.inbox.accept([entry('a')]);
    await rename(file(), `${directory}/elsewhere`);
    const second = await open();
    expect(second.place.setAside?.reason).to.equal('corrupt');
    expect(existsSync(`${second.place.setAside?.path}-wal`)).to.equal(true);
    expect(await second.inbox.unfinished()).to.deep.equal([]);
  });

  it('answers with a problem where nothing can be written', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(`${directory}/plain-file`, '');
    const below = await openStore(`${directory}/plain-file/state`, { clock: time });
    expect(below.ok ? null : below.problem.kind).to.equal('not-writable');

    await mkdir(file());
    const taken = await openStore(directory, { clock: time });
    expect(taken.ok ? null : taken.problem).to.include({ kind: 'not-writable', path: file() });
  });

  it('answers with a problem, and leaves the file alone, where another program holds it', async () => {
    await written(1);
    using other = new DatabaseSync(file());
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const result = await openStore(directory, { clock: time });
    expect(result.ok ? null : result.problem.kind).to.equal('busy');
    expect(readdirSync(directory).some((name) => name.includes('corrupt'))).to.equal(false);
  });
});
