import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { isNumber } from '../../../src/domain/json-shape.js';
import { finalOrder } from '../../contracts/outbox.contract.js';
import { endedRun } from '../../contracts/run-history.contract.js';
import { planned } from '../../contracts/run-store.contract.js';
import { runRequest } from '../../support/builders/run-request.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { StoreShelf } from '../../support/store-shelf.js';

describe('what the store keeps beside the Inbox and can’t read', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  /** A store with one of each, after the SQL was done to it. */
  async function storeAfter(...sql: readonly string[]) {
    const { store, directory, reopened } = await shelf.fresh(new FakeTime());
    await store.runs.open(planned('r'));
    await store.runs.open(planned('s', { openedAt: 2_000 }));
    const offers = [{ key: 'o', request: runRequest(), resume: null }];
    const nothing = { answers: [], as: 'done' } as const;
    await store.outgoing.park({ kind: 'final', run: 't', order: finalOrder('one') }, { ...nothing, offers });
    await store.outgoing.park({ kind: 'final', run: 'u', order: finalOrder('two') }, nothing);
    await store.preferences.change(7, null, () => ({ engine: 'codex' }));
    for (const run of ['e', 'f']) await store.runHistory.keep(endedRun(run));
    await store.checkpoints.keep('m', 5);
    await store.close();
    const file = new DatabaseSync(`${directory}/untether.db`);
    for (const one of sql) file.exec(one);
    file.close();
    return reopened();
  }

  it('is nothing as long as all is sound, with the version of its form or without one', async () => {
    for (const sql of ['SELECT 1', `UPDATE parcel SET body = json_remove(body, '$.v')`]) {
      const store = await storeAfter(sql);
      expect(await store.outgoing.parked()).to.have.length(2);
      expect(await store.outgoing.unreadable()).to.deep.equal([]);
      expect(await store.runs.list()).to.have.length(2);
      expect(await store.runs.unreadable()).to.deep.equal([]);
      expect(await store.offers.find('o')).to.deep.equal({ key: 'o', request: runRequest(), resume: null });
      expect(await store.preferences.find(7, null)).to.deep.equal({ engine: 'codex' });
      expect(await store.runHistory.latest(5)).to.have.length(2);
      expect(await store.checkpoints.find('m', isNumber)).to.equal(5);
    }
  });

  it('is a message of the outbox that is given by itself, until a notice takes its place', async () => {
    const store = await storeAfter(`UPDATE parcel SET body = '{"v":9}' WHERE id = 1`);
    expect((await store.outgoing.parked()).map(({ id }) => id)).to.deep.equal([2]);
    const [lost] = await store.outgoing.unreadable();
    expect(lost).to.deep.include({ id: 1, text: '{"v":9}' });
    expect(lost?.fault).to.match(/version 9/);
    const order = { place: { chatId: 7, threadId: null }, markdown: 'it is lost' };
    const settlement = { answers: [], as: 'dead', replaces: [1], closes: ['r'] } as const;
    await store.outgoing.park({ kind: 'notice', order }, settlement);
    expect(await store.outgoing.unreadable()).to.deep.equal([]);
    expect((await store.runs.list()).map(({ run }) => run)).to.deep.equal(['s']);
  });

  it('is a run of which the request or the header says something else', async () => {
    for (const [column, text, fault] of [
      ['request', '{"prompt":7}', 'prompt'],
      ['face', '[]', 'not an object'],
    ] as const) {
      const store = await storeAfter(`UPDATE open_run SET ${column} = '${text}' WHERE run = 'r'`);
      expect((await store.runs.list()).map(({ run }) => run)).to.deep.equal(['s']);
      const [lost] = await store.runs.unreadable();
      expect(lost).to.deep.include({ run: 'r', openedAt: 1_000, text });
      expect(lost?.fault).to.include(fault);
    }
  });

  it('is nothing where there is a word for nothing: offers, choices, the history, checkpoints', async () => {
    const store = await storeAfter(
      `UPDATE offer SET body = '{}'`,
      `UPDATE preference SET body = '{"engine":5}'`,
      `UPDATE ended_run SET body = 'x' WHERE run = 'e'`,
      `UPDATE milestone SET body = '"text"'`,
    );
    expect(await store.offers.find('o')).to.equal(null);
    expect(await store.preferences.find(7, null)).to.deep.equal({});
    expect((await store.runHistory.latest(5)).map(({ run }) => run)).to.deep.equal(['f']);
    expect(await store.checkpoints.find('m', isNumber)).to.equal(null);
  });

  it('takes no other choice of its chat with it, such as the mode that people chose', async () => {
    const store = await storeAfter(
      `UPDATE preference SET body = '{"permissionModes":{"claude":"plan"},"verbosity":"of a later version"}'`,
    );
    const readable = { permissionModes: { claude: 'plan' } };
    expect(await store.preferences.find(7, null)).to.deep.equal(readable);
    const chosen = await store.preferences.change(7, null, (now) => ({ ...now, engine: 'codex' }));
    expect(chosen).to.deep.equal({ ...readable, engine: 'codex' });
  });

  it('is told of choices, all of a chat or some, until that is forgotten; what can be read stays', async () => {
    const some = '{"permissionModes":{"claude":"plan"},"verbosity":"of a later version"}';
    const store = await storeAfter(
      `INSERT INTO preference (place, body) VALUES ('-100:4', '[]'), ('-100', '{"v":9}'), ('8', '${some}')`,
    );
    const lost = await store.preferences.unreadable();
    expect(lost).to.deep.equal([
      { chatId: -100, threadId: null, text: '{"v":9}', fault: 'version 9, not 1' },
      { chatId: -100, threadId: 4, text: '[]', fault: 'not an object' },
      { chatId: 8, threadId: null, text: some, fault: 'bad or missing: verbosity' },
    ]);
    await store.preferences.forgetUnreadable(lost);
    expect(await store.preferences.unreadable()).to.deep.equal([]);
    expect(await store.preferences.find(8, null)).to.deep.equal({ permissionModes: { claude: 'plan' } });
    expect(await store.preferences.find(7, null)).to.deep.equal({ engine: 'codex' });
    expect(await store.preferences.find(-100, 4)).to.deep.equal({});
  });
});
