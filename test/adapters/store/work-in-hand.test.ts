import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { leftInHand } from '../../../src/adapters/store/database/left-in-hand.js';
import { openStore, type Store } from '../../../src/adapters/store/open-store.js';
import { WorkInHandFile } from '../../../src/adapters/store/work-in-hand-file.js';
import { entry } from '../../support/builders/inbox-entry.js';
import { FakeTime, settled } from '../../support/fakes/fake-time.js';
import { openTestStore } from '../../support/store-shelf.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the file of what is in hand', () => {
  let clean: AsyncDisposableStack;
  let directory: string;
  let path: string;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    directory = clean.use(await temporaryDirectory()).path;
    path = join(directory, 'acting');
  });

  afterEach(() => clean.disposeAsync());

  it('tells the next process what was taken and not left', async () => {
    const inHand = new WorkInHandFile(path);
    expect(leftInHand(path)).to.deep.include({ rows: [], parcels: [] });
    const leave = inHand.take([1, 2]);
    inHand.take([3]);
    const again = inHand.take([2]);
    const leaveParcel = inHand.takeParcel(3);
    inHand.takeParcel(2);
    leave();
    leave();
    leaveParcel();
    await settled();
    expect(leftInHand(path).rows).to.have.members([2, 3]);
    expect(leftInHand(path).parcels).to.deep.equal([2]);
    again();
  });

  it('notes what was left no later than what is taken after it', () => {
    const inHand = new WorkInHandFile(path);
    for (let parcel = 1; parcel <= 50; parcel++) inHand.takeParcel(parcel)();
    inHand.takeParcel(51);
    expect(leftInHand(path).parcels).to.deep.equal([51]);
  });

  it('begins empty, is for its owner only, and is empty after a good end', async () => {
    new WorkInHandFile(path).take([1]);
    const second = new WorkInHandFile(path);
    expect(leftInHand(path)).to.deep.include({ rows: [], parcels: [] });
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    second.take([2]);
    second.close();
    expect(leftInHand(path)).to.deep.equal({ process: null, rows: [], parcels: [] });
  });

  it('names the process, also after it was emptied, and every process by another name', async () => {
    const first = new WorkInHandFile(path);
    const { process } = leftInHand(path);
    expect(process).to.match(/^[0-9a-f]{32}$/);
    for (let row = 1; row <= 10_000; row++) first.take([row])();
    await settled();
    expect(statSync(path).size).to.be.lessThan(100);
    expect(leftInHand(path).process).to.equal(process);
    new WorkInHandFile(path);
    expect(leftInHand(path).process).not.to.equal(process);
  });

  for (const [what, take] of [
    ['the file is', () => rmSync(path)],
    ['its directory is', () => rmSync(directory, { recursive: true })],
  ] as const) {
    it(`comes back with what is in hand when ${what} taken away`, async () => {
      const inHand = new WorkInHandFile(path);
      const leave = inHand.take([1]);
      inHand.take([2]);
      inHand.take([3])();
      take();
      mkdirSync(directory, { recursive: true });
      inHand.take([4]);
      leave();
      await settled();
      expect(leftInHand(path).rows).to.have.members([2, 4]);
      expect(statSync(path).mode & 0o777).to.equal(0o600);
    });
  }

  it('stays small however much is acted on', async () => {
    const inHand = new WorkInHandFile(path);
    for (let row = 1; row <= 30_000; row++) {
      inHand.take([row])();
      if (row % 500 === 0) await settled();
    }
    expect(statSync(path).size).to.be.lessThan(80_000);
  });

  it('reads nothing into what is damaged, and does without a file that it can’t have', () => {
    writeFileSync(path, '+1\n+x\n-7\nrubbish +9\n+p3\n+2');
    expect(leftInHand(path)).to.deep.equal({ process: null, rows: [1, 2], parcels: [3] });
    symlinkSync('/dev/null', `${path}-link`);
    mkdirSync(`${path}-directory`);
    for (const bad of [`${path}-link`, `${path}-directory`]) {
      const inHand = new WorkInHandFile(bad);
      inHand.take([1])();
      inHand.close();
    }
  });

  it('lets the store count, of what is accepted, how many processes died', async () => {
    const open = async (): Promise<Store> => {
      const store = await openTestStore(directory, new FakeTime());
      clean.defer(() => store.close());
      return store;
    };
    const store = await open();
    const receipts = await store.inbox.accept([entry('a'), entry('b'), entry('c')]);
    const [a = 0, b = 0, c = 0] = receipts.map(({ id }) => id);
    await store.inbox.begin([b]);
    await store.close();
    dieWith(path, [a, b]);
    const later = await open();
    expect((await later.inbox.unfinished()).map(({ id, deaths }) => [id, deaths])).to.deep.equal([
      [a, 1],
      [b, undefined],
      [c, undefined],
    ]);
    await later.close();
    dieWith(path, [a]);
    expect((await (await open()).inbox.unfinished())[0]?.deaths).to.equal(2);
  });

  it('counts the death of a process once, however often a start is cut before the file is emptied', async () => {
    const deaths = async () => {
      const store = await openTestStore(directory, new FakeTime());
      const [row] = await store.inbox.unfinished();
      const [parcel] = await store.outgoing.parked();
      await store.close();
      return [row?.deaths, parcel?.deaths];
    };
    const store = await openTestStore(directory, new FakeTime());
    const [receipt] = await store.inbox.accept([entry('a')]);
    const order = { place: { chatId: 7, threadId: null }, markdown: 'hello' };
    const parked = await store.outgoing.park({ kind: 'notice', order }, { answers: [], as: 'done' });
    await store.close();
    const inHand = new WorkInHandFile(path);
    inHand.take([receipt?.id ?? 0]);
    inHand.takeParcel(parked.id);
    const asItDied = readFileSync(path);
    expect(await deaths()).to.deep.equal([1, 1]);
    writeFileSync(path, asItDied);
    expect(await deaths()).to.deep.equal([1, 1]);
    const another = new WorkInHandFile(path);
    another.takeParcel(parked.id);
    expect(await deaths()).to.deep.equal([1, 2]);
  });

  it('forgets no death where the database can’t take the count', async () => {
    const store = await openTestStore(directory, new FakeTime());
    const [receipt] = await store.inbox.accept([entry('a')]);
    await store.close();
    dieWith(path, [receipt?.id ?? 0]);
    const file = join(directory, 'untether.db');
    using other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const refused = await openStore(directory, { clock: new FakeTime() });
    expect(refused.ok).to.equal(false);
    other.exec('ROLLBACK');
    const later = await openTestStore(directory, new FakeTime());
    clean.defer(() => later.close());
    expect((await later.inbox.unfinished())[0]?.deaths).to.equal(1);
  });
});

/** As a process leaves the file that dies while it acts on the rows. */
function dieWith(path: string, rows: readonly number[]): void {
  writeFileSync(path, rows.map((row) => `+${row}\n`).join(''));
}
