import { execFileSync } from 'node:child_process';
import fs, {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import sinon, { type SinonSpy } from 'sinon';
import type { Store } from '../../../src/adapters/store/open-store.js';
import { entry, workBody } from '../../support/builders/inbox-entry.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { openTestStore } from '../../support/store-shelf.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the mark of a sound database', () => {
  const time = new FakeTime('2026-11-23T12:00:00Z');
  let clean: AsyncDisposableStack;
  let directory: string;
  let prepare: SinonSpy<Parameters<DatabaseSync['prepare']>>;
  const file = () => `${directory}/untether.db`;
  const mark = () => `${file()}.sound`;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    directory = clean.use(await temporaryDirectory()).path;
    prepare = sinon.spy(DatabaseSync.prototype, 'prepare');
    clean.defer(() => prepare.restore());
    const first = await open();
    expect(first.readAll).to.equal(true);
    await fill(first.store, 'first');
    await first.store.close();
  });

  afterEach(() => clean.disposeAsync());

  async function open(from = directory): Promise<{ readonly store: Store; readonly readAll: boolean }> {
    prepare.resetHistory();
    const store = await openTestStore(from, time);
    clean.defer(() => store.close());
    return { store, readAll: prepare.getCalls().some(({ args: [sql] }) => sql.includes('integrity_check')) };
  }

  async function fill(store: Store, key: string): Promise<void> {
    const body = workBody('message', 'x'.repeat(500));
    await store.inbox.accept(Array.from({ length: 200 }, (_, n) => entry(`${key} ${n}`, { body })));
  }

  /** Whether the next opening reads all of it. */
  async function readsAll(): Promise<boolean> {
    const { store, readAll } = await open();
    await store.close();
    return readAll;
  }

  /** Overwrites the pages with the rows, and keeps size and times. */
  function damage(): void {
    const { size, atime, mtime } = statSync(file());
    const [from, handle] = [Math.floor(size / 2), openSync(file(), 'r+')];
    writeSync(handle, Buffer.alloc(size - from, 0xa5), 0, size - from, from);
    closeSync(handle);
    utimesSync(file(), atime, mtime);
  }

  it('spares an opening the reading of all of it, time and again', async () => {
    for (const key of ['second', 'third']) {
      const { store, readAll } = await open();
      expect(readAll).to.equal(false);
      await fill(store, key);
      await store.close();
    }
    expect(await readsAll()).to.equal(false);
  });

  it('is used up by an opening', async () => {
    const { store } = await open();
    expect(existsSync(mark())).to.equal(false);
    await fill(store, 'second');
    const copy = `${directory}/copy`;
    await mkdir(copy);
    for (const name of ['untether.db', 'untether.db-wal']) copyFileSync(`${directory}/${name}`, `${copy}/${name}`);
    expect((await open(copy)).readAll).to.equal(true);
  });

  const undone: Readonly<Record<string, () => void>> = {
    'the same bytes written once more': () => {
      const { atime, mtime } = statSync(file());
      writeFileSync(file(), readFileSync(file()));
      utimesSync(file(), atime, mtime);
    },
    'a copy in its place': () => {
      execFileSync('cp', ['-a', file(), `${file()}.copy`]);
      renameSync(`${file()}.copy`, file());
    },
    'a log beside it': () => writeFileSync(`${file()}-wal`, 'a log'),
    'a rollback journal beside it': () => writeFileSync(`${file()}-journal`, 'a journal'),
    'a mark of somebody else': () => writeFileSync(mark(), 'sound'),
    'a mark that is a link': () => {
      renameSync(mark(), `${mark()}.there`);
      symlinkSync(`${mark()}.there`, mark());
    },
    'a mark that never ends': () => {
      rmSync(mark());
      symlinkSync('/dev/zero', mark());
    },
    'a mark that nobody writes': () => {
      rmSync(mark());
      execFileSync('mkfifo', [mark()]);
    },
  };

  for (const [what, change] of Object.entries(undone)) {
    it(`is undone by ${what}`, async () => {
      change();
      expect(await readsAll()).to.equal(true);
    });
  }

  it('does not hold where the times of the file system can’t tell it from a write after it', async () => {
    expect(await readsAll()).to.equal(false);
    const looks = sinon.stub(fs, 'statSync').callsFake((...args) => {
      const stats = looks.wrappedMethod(...args);
      if (stats !== undefined && 'ctimeNs' in stats) stats.ctimeNs = 1n;
      return stats;
    });
    syncBuiltinESMExports();
    clean.defer(() => {
      looks.restore();
      syncBuiltinESMExports();
    });
    expect(await readsAll()).to.equal(true);
    expect(await readsAll()).to.equal(true);
  });

  it('follows a closing again after it was undone', async () => {
    writeFileSync(mark(), 'sound');
    expect(await readsAll()).to.equal(true);
    expect(await readsAll()).to.equal(false);
  });

  it('is not set on a file that a stranger wrote to while it was open', async () => {
    const { store } = await open();
    await fill(store, 'second');
    damage();
    await fill(store, 'third').catch(() => undefined);
    await store.close();
    const again = await open();
    expect(again.readAll).to.equal(true);
    expect(again.store.place.setAside?.reason).to.equal('corrupt');
  });

  it('is not set on a file that has come into the place of the open one', async () => {
    const { store } = await open();
    await fill(store, 'second');
    copyFileSync(file(), `${file()}.other`);
    renameSync(`${file()}.other`, file());
    await store.close();
    expect(await readsAll()).to.equal(true);
  });

  it('is not set on a file in which SQLite came upon damage', async () => {
    const stamp = readFileSync(mark(), 'utf8');
    damage();
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file(), { bigint: true });
    expect([dev, ino, size, mtimeNs, ctimeNs].join(' ')).not.to.equal(stamp);
    // As if the disk had done it, which leaves no trace in the times.
    const later = statSync(file(), { bigint: true }).ctimeNs;
    while (statSync(mark(), { bigint: true }).ctimeNs <= later) {
      writeFileSync(mark(), [dev, ino, size, mtimeNs, ctimeNs].join(' '));
    }
    const { store, readAll } = await open();
    expect(readAll).to.equal(false);
    await store.inbox.unfinished().then(
      () => expect.fail('read what was damaged'),
      () => undefined,
    );
    await store.close();
    const again = await open();
    expect(again.readAll).to.equal(true);
    expect(again.store.place.setAside?.reason).to.equal('corrupt');
  });
});
