import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { MIGRATIONS, migrate, schemaVersion } from '../../../src/adapters/store/database/schema.js';
import type { Store } from '../../../src/adapters/store/open-store.js';
import { isAnything } from '../../../src/domain/json-shape.js';
import { entry } from '../../support/builders/inbox-entry.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { repositoryRoot } from '../../support/scripted-engine/path.js';
import { openTestStore } from '../../support/store-shelf.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** A database of each version with one of everything that the version knew, as SQL: `v1.sql`, `v2.sql`, … */
const DIRECTORY = join(repositoryRoot, 'test/fixtures/store');
const VERSIONS = readdirSync(DIRECTORY).map((name) => Number(/^v(\d+)\.sql$/.exec(name)?.[1]));

/** The columns of all tables and the indexes, in no order. */
function shape(db: DatabaseSync): unknown {
  const columns = db.prepare(
    `SELECT t.name AS tab, c.name, c.type, c."notnull" FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
     WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2`,
  );
  const indexes = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`);
  return [columns.all(), indexes.all()].map((rows) => rows.map((row) => ({ ...row })));
}

describe('a database of an earlier version', () => {
  it('has a fixture for each of them', () => {
    for (let version = 1; version < MIGRATIONS.length; version++) expect(VERSIONS).to.include(version);
  });

  for (const version of VERSIONS) {
    describe(`v${version}`, () => {
      let clean: AsyncDisposableStack;
      let store: Store;
      let file: string;

      beforeEach(async () => {
        clean = new AsyncDisposableStack();
        const directory = clean.use(await temporaryDirectory()).path;
        file = join(directory, 'untether.db');
        const db = new DatabaseSync(file);
        db.exec(readFileSync(join(DIRECTORY, `v${version}.sql`), 'utf8'));
        db.close();
        store = await openTestStore(directory, new FakeTime('2026-11-23T13:00:00Z'));
        clean.defer(() => store.close());
      });

      afterEach(() => clean.disposeAsync());

      it('gets today’s tables, as a new one has them', async () => {
        expect(store.place.setAside).to.equal(null);
        await store.close();
        using db = new DatabaseSync(file);
        using fresh = new DatabaseSync(':memory:');
        migrate(fresh);
        expect(schemaVersion(db)).to.equal(MIGRATIONS.length);
        expect(shape(db)).to.deep.equal(shape(fresh));
      });

      it('keeps the work in it, and its keys', async () => {
        const rows = await store.inbox.unfinished();
        expect(rows.map(({ id, state, source, due }) => [id, state, source, due])).to.deep.equal([
          [5, 'begun', 'message', null],
          [6, 'accepted', 'at', 1_795_500_000_000],
        ]);
        const receipts = await store.inbox.accept([
          entry('4000:10'),
          entry('deploy:d-1', { source: 'webhook', rememberForMs: 30 * 86_400_000 }),
          entry('nightly:once:0123456789abcdef', { source: 'cron' }),
          entry('new'),
        ]);
        expect(receipts.map(({ duplicate }) => duplicate)).to.deep.equal([true, true, true, false]);
        expect(receipts.at(-1)?.id).to.equal(7);
        while (await store.finishedWork.forgetSome(Number.MAX_SAFE_INTEGER));
      });

      it('keeps conversations, choices, open messages and finals', async () => {
        expect(await store.sessions.list('chat:7')).to.deep.equal([
          { engine: 'claude', value: 'c0ffee', directory: '/projects/app' },
          { engine: 'codex', value: 'beef', directory: null },
        ]);
        expect(await store.preferences.find(7, null)).to.deep.equal({ engine: 'codex', models: { codex: 'o5' } });
        expect((await store.preferences.find(-100, 4)).context).to.deep.equal({ project: 'app', branch: null });
        const [open, ...others] = await store.runs.list();
        expect(others).to.deep.equal([]);
        expect(open).to.deep.include({ run: 'aaaaaaaaaaaa', message: { chatId: 7, messageId: 12 }, begun: true });
        expect(open?.request.rows).to.deep.equal([5]);
        const [parked] = await store.outgoing.parked();
        expect(parked?.id).to.equal(3);
        expect(parked?.parcel).to.deep.include({ kind: 'final', run: 'bbbbbbbbbbbb' });
        const lanes = ['kept -100 4 webhook:deploy', 'own 7 - '];
        expect(await store.outgoing.lanes()).to.deep.equal(version >= 7 ? lanes : []);
        for (const book of [store.inbox, store.outgoing, store.runs]) expect(await book.unreadable()).to.deep.equal([]);
      });

      it('knows what stands for the runs in it, as far as that was kept', async () => {
        const known = { engine: 'claude', value: 'c0ffee', directory: '/projects/app' };
        expect(await store.runs.conversationOf('aaaaaaaaaaaa')).to.deep.equal(version >= 5 ? known : null);
        const message = { bot: 4000, chatId: 7, messageId: 20 };
        await store.messages.note({ ...message, subject: { kind: 'run', run: 'aaaaaaaaaaaa' } });
        const standing = { run: 'aaaaaaaaaaaa', engine: 'claude', context: { project: 'app', branch: null } };
        if (version >= 5) expect(await store.messages.find(message)).to.deep.equal({ ...standing, resume: known });
        expect(await store.messages.firstIn(4000, 7)).to.equal(20);
      });

      it('keeps what came with later versions, as far as it knew it', async () => {
        const known = version >= 4;
        expect((await store.offers.find('o1'))?.key ?? null).to.equal(version >= 3 ? 'o1' : null);
        expect([...(await store.fired.lastFired())]).to.deep.equal(
          version >= 2 ? [['cron:nightly', 1_795_435_202_000]] : [],
        );
        expect([...(await store.switches.switches()).keys()]).to.deep.equal(version >= 2 ? ['cron:nightly'] : []);
        const now = 1_795_435_200_000;
        expect(await store.chatStore.moves()).to.deep.equal(known ? [{ from: -5, to: -1_000_000_000_005 }] : []);
        expect((await store.chatStore.unreachable()).map(({ chatId }) => chatId)).to.deep.equal(known ? [9] : []);
        expect((await store.runHistory.totals(now - 100_000)).map(({ costUsd }) => costUsd)).to.deep.equal(
          known ? [0.25] : [],
        );
        expect(await store.keptFinals.chats()).to.deep.equal(version >= 9 ? [7] : []);
        expect(await store.checkpoints.find('earlier-state', isAnything)).to.deep.equal(known ? { done: true } : null);
      });
    });
  }
});
