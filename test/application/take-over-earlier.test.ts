import { expect } from 'chai';
import { TakeOverEarlier, type TakeOverTools } from '../../src/application/lifecycle/take-over-earlier.js';
import { buildGeneration } from '../../src/application/values/generation.js';
import { cronEntry } from '../../src/domain/cron/cron-claim.js';
import { appConfig } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { earlierFindings } from '../support/builders/earlier-findings.js';
import { entry } from '../support/builders/inbox-entry.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { StoreShelf } from '../support/store-shelf.js';

const once = cronOf('once', { runOnce: true });
const config = appConfig({ triggers: { crons: [once] } });
const generation = buildGeneration(1, config, {
  ids: ['claude', 'codex'],
  engines: [],
  find: () => ({ ok: false, problem: { kind: 'not-built', message: '' } }),
});
const session = { threadId: null, senderId: null, engine: 'claude' };
const choice = {
  threadId: null,
  engine: 'codex',
  project: null,
  branch: null,
  models: { claude: 'm' },
  efforts: {},
  permissionModes: {},
  loops: null,
  others: [],
};
const left = earlierFindings({
  directory: '/home/ada/',
  sessions: [
    { ...session, chatId: 7, value: 'one' },
    { ...session, chatId: 9, value: 'two' },
  ],
  choices: [
    { ...choice, chatId: 7 },
    { ...choice, chatId: 9 },
  ],
  firedOnce: ['once'],
  lastFired: new Map([['once', 5_000]]),
  lastUpdateId: 2,
});

/** Lets so many calls through and then no more, as a kill does. */
function fused<T extends object>(target: T, fuse: { left: number }): T {
  return new Proxy(target, {
    get(from, name) {
      const value: unknown = Reflect.get(from, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        fuse.left -= 1;
        if (fuse.left < 0) return Promise.reject(new Error('killed'));
        return Reflect.apply(value, from, args) as unknown;
      };
    },
  });
}

describe('taking over what an earlier program left', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  it('comes to the same after a kill at any point, over the real store', async () => {
    let calls = 0;
    for (let isWhole = false; !isWhole; calls++) {
      const { store, reopened } = await shelf.fresh(new FakeTime());
      const { inbox, sessions, preferences, fired } = store;
      const fuse = { left: calls };
      const tools: TakeOverTools = {
        inbox: fused(inbox, fuse),
        sessions: fused(sessions, fuse),
        preferences: fused(preferences, fuse),
        fired: fused(fired, fuse),
        homeDirectory: '/home/ada',
      };
      isWhole = await new TakeOverEarlier(tools).take(left, generation).then(
        () => true,
        () => false,
      );
      const after = await reopened();
      expect(await after.inbox.unfinished()).to.deep.equal([]);
      const again = new TakeOverEarlier({ ...after, homeDirectory: '/home/ada' });
      expect(await again.take(left, generation)).to.deep.include({ choices: 2, firedOnce: 1, lastFired: 1 });
      for (const chat of [7, 9]) {
        expect(await after.sessions.list(`chat:${chat}`)).to.have.length(1);
        expect(await after.preferences.find(chat, null)).to.deep.equal({ engine: 'codex', models: { claude: 'm' } });
      }
      const keys = ['4000:0', '4000:1', '4000:2', '4000:3'].map((key) => ({ source: 'message' as const, key }));
      const entries = [...keys.map(({ key }) => entry(key)), cronEntry(once, 0)];
      const receipts = await after.inbox.accept(entries);
      expect(receipts.map(({ duplicate }) => duplicate)).to.deep.equal([true, true, true, false, true]);
      await after.close();
    }
    expect(calls).to.be.greaterThan(8);
  });
});
