import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import type { InboxSource } from '../../../src/domain/accepted/work.js';
import { entry, workBody } from '../../support/builders/inbox-entry.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { StoreShelf } from '../../support/store-shelf.js';

const SOURCES: readonly InboxSource[] = ['message', 'button', 'at', 'webhook', 'cron', 'request', 'restart', 'loop'];

describe('what the Inbox in SQLite reads', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  async function withRow(source: string, text: string) {
    const { store, directory, reopened } = await shelf.fresh(new FakeTime());
    await store.close();
    const file = new DatabaseSync(`${directory}/untether.db`);
    file
      .prepare(`INSERT INTO inbox (source, key, state, body, accepted_at) VALUES (?, 'k', 'accepted', ?, 5)`)
      .run(source, text);
    file.close();
    return (await reopened()).inbox;
  }

  for (const source of SOURCES) {
    const body = workBody(source, 'words');

    it(`is a ${source} with or without the version, and with fields of a later version`, async () => {
      for (const extra of [{}, { v: 1 }, { v: 1, later: [1] }]) {
        const inbox = await withRow(source, JSON.stringify({ ...extra, ...body }));
        const [row] = await inbox.unfinished();
        expect(row?.source).to.equal(source);
        expect(row?.body).to.deep.include(body);
        expect(await inbox.unreadable()).to.deep.equal([]);
      }
    });

    it(`is no ${source} that lacks any of its fields or says something else there`, async () => {
      const { store, directory, reopened } = await shelf.fresh(new FakeTime());
      await store.close();
      const file = new DatabaseSync(`${directory}/untether.db`);
      const insert = file.prepare(
        `INSERT INTO inbox (source, key, state, body, accepted_at) VALUES (?, ?, 'accepted', ?, 5)`,
      );
      for (const name of Object.keys(body)) {
        const { [name]: _gone, ...without } = { ...body } as Record<string, unknown>;
        insert.run(source, `without ${name}`, JSON.stringify(without));
        insert.run(source, `other ${name}`, JSON.stringify({ ...without, [name]: { not: ['this'] } }));
      }
      file.close();
      const { inbox } = await reopened();
      // What a webhook's sender posted is any object.
      const readable = source === 'webhook' ? ['other payload'] : [];
      expect((await inbox.unfinished()).map(({ key }) => key)).to.deep.equal(readable);
      const unreadable = await inbox.unreadable();
      expect(unreadable).to.have.length(2 * Object.keys(body).length - readable.length);
      for (const { fault } of unreadable) expect(fault).to.match(/^bad or missing: \w+/);
    });
  }

  it('is neither another version nor a source that nobody knows nor what is no object of JSON', async () => {
    const text = JSON.stringify(workBody('message', 'words'));
    const later = JSON.stringify({ v: 2, ...workBody('message', 'words') });
    const cases: readonly (readonly [source: string, text: string, fault: RegExp])[] = [
      ['message', later, /version 2/],
      ['telepathy', text, /does not know/],
      ['constructor', text, /does not know/],
      ['message', '{"kind":', /not JSON/],
      ['message', '[]', /not an object/],
      ['message', 'null', /not an object/],
    ];
    for (const [source, body, fault] of cases) {
      const inbox = await withRow(source, body);
      expect(await inbox.unfinished()).to.deep.equal([]);
      const [row] = await inbox.unreadable();
      expect(row).to.deep.include({ source, key: 'k', state: 'accepted', acceptedAt: 5, due: null, text: body });
      expect(row?.fault).to.match(fault);
      await inbox.finish([row?.id ?? 0], 'dead');
      expect(await inbox.unreadable()).to.deep.equal([]);
    }
  });

  it('says where a field is that it can’t read', async () => {
    const { chatId, request } = workBody('at', 'words');
    const inbox = await withRow('at', JSON.stringify({ chatId, request: { ...request, session: { kind: 'resume' } } }));
    expect((await inbox.unreadable())[0]?.fault).to.equal('bad or missing: request.session.token');
  });

  it('has the version beside what was accepted', async () => {
    const { store, directory } = await shelf.fresh(new FakeTime());
    await store.inbox.accept([entry('a')]);
    await store.close();
    const file = new DatabaseSync(`${directory}/untether.db`);
    const [row] = file.prepare('SELECT body FROM inbox').all();
    file.close();
    expect(JSON.parse(String(row?.['body']))).to.deep.equal({ v: 1, ...workBody('message', 'a') });
  });
});
