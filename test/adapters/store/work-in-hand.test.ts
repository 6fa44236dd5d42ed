import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Store } from '../../../src/adapters/store/open-store.js';
import { WorkInHandFile } from '../../../src/adapters/store/work-in-hand-file.js';
import { entry } from '../../contracts/inbox.contract.js';
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
    const { inHand, left } = WorkInHandFile.open(path);
    expect(left).to.deep.equal([]);
    const leave = inHand.take([1, 2]);
    inHand.take([3]);
    const again = inHand.take([2]);
    leave();
    leave();
    await settled();
    expect(WorkInHandFile.open(path).left).to.have.members([2, 3]);
    again();
  });

  it('begins empty, is for its owner only, and is empty after a good end', async () => {
    WorkInHandFile.open(path).inHand.take([1]);
    const second = WorkInHandFile.open(path);
    expect(readFileSync(path, 'utf8')).to.equal('');
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    second.inHand.take([2]);
    second.inHand.close();
    expect(WorkInHandFile.open(path).left).to.deep.equal([]);
  });

  it('stays small however much is acted on', async () => {
    const { inHand } = WorkInHandFile.open(path);
    for (let row = 1; row <= 30_000; row++) {
      inHand.take([row])();
      if (row % 500 === 0) await settled();
    }
    expect(statSync(path).size).to.be.lessThan(80_000);
  });

  it('reads nothing into what is damaged, and does without a file that it can’t have', () => {
    writeFileSync(path, '+1\n+x\n-7\nrubbish +9\n+2');
    expect(WorkInHandFile.open(path).left).to.deep.equal([1, 2]);
    symlinkSync('/dev/null', `${path}-link`);
    mkdirSync(`${path}-directory`);
    for (const bad of [`${path}-link`, `${path}-directory`]) {
      const { inHand } = WorkInHandFile.open(bad);
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
});

/** As a process leaves the file that dies while it acts on the rows. */
function dieWith(path: string, rows: readonly number[]): void {
  writeFileSync(path, rows.map((row) => `+${row}\n`).join(''));
}
