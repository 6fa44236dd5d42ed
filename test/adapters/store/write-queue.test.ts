import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { migrate } from '../../../src/adapters/store/database/schema.js';
import { StoreFailure } from '../../../src/adapters/store/database/store-failure.js';
import { WriteQueue } from '../../../src/adapters/store/database/write-queue.js';
import { SqliteBacklog } from '../../../src/adapters/store/sqlite-backlog.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** One frame of the write-ahead log: a page and its header. */
const FRAME_BYTES = 4096 + 24;

describe('the write queue', () => {
  let clean: AsyncDisposableStack;
  let path: string;
  let db: DatabaseSync;
  let queue: WriteQueue;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    path = `${clean.use(await temporaryDirectory()).path}/queue.db`;
    db = clean.adopt(new DatabaseSync(path, { timeout: 0 }), (open) => void (open.isOpen && open.close()));
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT UNIQUE CHECK (length(text) > 0)) STRICT');
    queue = new WriteQueue(db);
  });

  afterEach(() => clean.disposeAsync());

  const write = (text: string) => queue.write(() => void db.prepare('INSERT INTO note VALUES (?)').run(text));
  const notes = (from = db) =>
    from
      .prepare('SELECT text FROM note ORDER BY rowid')
      .all()
      .map((row) => row['text']);
  const outcomes = async (all: Promise<unknown>[]) =>
    (await Promise.allSettled(all)).map((one) => (one.status === 'rejected' ? one.reason : one.value));

  it('puts all that is asked in one turn into one transaction', async () => {
    const before = statSync(`${path}-wal`).size;
    await Promise.all(Array.from({ length: 200 }, (_, n) => write(`${n}`)));
    const frames = (statSync(`${path}-wal`).size - before) / FRAME_BYTES;
    expect(notes()).to.have.length(200);
    expect(frames).to.be.lessThan(20);
  });

  it('resolves only when another connection can see the change', async () => {
    using other = new DatabaseSync(path);
    const written = write('a').then(() => notes(other));
    expect(notes(other)).to.deep.equal([]);
    expect(await written).to.deep.equal(['a']);
  });

  it('shows what is on disk at once, whatever waits to be written', async () => {
    await write('before');
    const order: string[] = [];
    const written = write('meanwhile').then(() => order.push('written'));
    const seen = queue.look(notes).then((texts) => order.push(texts.join()));
    await Promise.all([written, seen]);
    expect(order).to.deep.equal(['before', 'written']);
  });

  it('lets a piece fail alone, undoing all that this piece did', async () => {
    const half = queue.write(() => {
      db.prepare('INSERT INTO note VALUES (?)').run('half');
      db.prepare('INSERT INTO note VALUES (?)').run('');
    });
    const [first, failed, last] = await outcomes([write('first'), half, write('last')]);
    expect([first, last]).to.deep.equal([undefined, undefined]);
    expect(failed).to.be.instanceOf(StoreFailure);
    expect(notes()).to.deep.equal(['first', 'last']);
  });

  it('hands on an error that is not the database’s as it is', async () => {
    const boom = new Error('boom');
    const [told] = await outcomes([
      queue.write(() => {
        throw boom;
      }),
    ]);
    expect(told).to.equal(boom);
  });

  it('keeps what still fits when the disk is full, and says why the rest does not', async () => {
    db.exec('PRAGMA max_page_count = 8');
    const [small, large, other] = await outcomes([write('small'), write('x'.repeat(100_000)), write('other')]);
    expect([small, other]).to.deep.equal([undefined, undefined]);
    expect(large).to.be.instanceOf(StoreFailure).and.have.property('kind', 'disk-full');
    expect(notes()).to.deep.equal(['small', 'other']);

    db.exec('PRAGMA max_page_count = 1000');
    await write('y'.repeat(100_000));
    expect(notes()).to.have.length(3);
  });

  it('lets the backlog reject while nothing can be written, and until something can', async () => {
    migrate(db);
    const backlog = new SqliteBacklog(db, queue);
    await write('first');
    expect(await backlog.depth()).to.deep.include({ unfinished: 0 });
    await outcomes([write('first')]);
    expect(await backlog.depth(), 'what is wrong in itself').to.deep.include({ unfinished: 0 });
    db.exec('PRAGMA query_only = true');
    await outcomes([write('second')]);
    for (let time = 0; time < 2; time++) {
      const [refused] = await outcomes([backlog.depth()]);
      expect(refused).to.be.instanceOf(StoreFailure).and.have.property('kind', 'not-writable');
    }
    db.exec('PRAGMA query_only = false');
    expect(await backlog.depth()).to.deep.include({ unfinished: 0 });
  });

  it('says so when another program is writing, reads all the same, and goes on afterwards', async () => {
    using other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const refused = await outcomes([write('a'), write('b')]);
    expect(refused.map((error) => error.kind)).to.deep.equal(['busy', 'busy']);
    expect(await queue.read(() => notes())).to.deep.equal([]);
    other.exec('ROLLBACK');
    await write('c');
    expect(notes()).to.deep.equal(['c']);
  });

  it('lets a failing read fail alone', async () => {
    const bad = () => queue.read(() => db.prepare('SELECT nothing FROM nowhere').all());
    const good = () => queue.read(() => notes());
    const [alone, beside] = await outcomes([bad(), good()]);
    expect(alone).to.be.instanceOf(StoreFailure);
    expect(beside).to.deep.equal([]);
    const [written, inGroup] = await outcomes([write('a'), bad()]);
    expect(written).to.equal(undefined);
    expect(inGroup).to.be.instanceOf(StoreFailure);
  });

  it('carries out what is waiting when it is closed, and refuses what comes later', async () => {
    const waiting = write('a');
    queue.close();
    expect(notes()).to.deep.equal(['a']);
    const [first, later] = await outcomes([waiting, write('b')]);
    expect(first).to.equal(undefined);
    expect(later).to.have.property('kind', 'closed');
  });
});
