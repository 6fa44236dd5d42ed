import { expect } from 'chai';
import type { SwitchStore } from '../../src/domain/trigger/switch-store.js';

export interface SwitchBookBench {
  readonly book: SwitchStore;
  reopened(): Promise<SwitchStore>;
}

/** What every book of switches promises. */
export function describeSwitchBook(name: string, make: () => Promise<SwitchBookBench>): void {
  describe(`${name} as a book of switches`, () => {
    it('is empty until something is switched', async () => {
      const { book } = await make();
      expect([...(await book.switches())]).to.deep.equal([]);
    });

    it('tells the last switch of each, and forgets what is taken away', async () => {
      const { book } = await make();
      await book.set('all', { to: 'paused', since: 1, until: null });
      await book.set('cron:a', { to: 'paused', since: 2, until: null });
      await book.set('cron:a', { to: 'off', since: 3, until: null });
      await book.set('webhook:a', { to: 'off', since: 4, until: null });
      await book.set('webhook:a', null);
      await book.set('webhook:b', null);
      expect([...(await book.switches())].sort()).to.deep.equal([
        ['all', { to: 'paused', since: 1, until: null }],
        ['cron:a', { to: 'off', since: 3, until: null }],
      ]);
    });

    it('remembers over a restart', async () => {
      const { book, reopened } = await make();
      await book.set('all', { to: 'paused', since: 1, until: 60_000 });
      expect((await (await reopened()).switches()).get('all')).to.deep.equal({ to: 'paused', since: 1, until: 60_000 });
    });
  });
}
