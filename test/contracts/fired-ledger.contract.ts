import { expect } from 'chai';
import type { FiredLedger } from '../../src/domain/trigger/fired-ledger.js';

export interface FiredLedgerBench {
  readonly ledger: FiredLedger;
  reopened(): Promise<FiredLedger>;
}

/** What every ledger of fired triggers promises. */
export function describeFiredLedger(name: string, make: () => Promise<FiredLedgerBench>): void {
  describe(`${name} as a ledger of fired triggers`, () => {
    it('knows nothing of a trigger that never fired', async () => {
      const { ledger } = await make();
      expect([...(await ledger.lastFired())]).to.deep.equal([]);
    });

    it('knows when each fired last, crons and webhooks of one id apart', async () => {
      const { ledger } = await make();
      await ledger.note('cron:a', 1_000);
      await ledger.note('webhook:a', 2_000);
      await ledger.note('cron:a', 3_000);
      expect([...(await ledger.lastFired())].sort()).to.deep.equal([
        ['cron:a', 3_000],
        ['webhook:a', 2_000],
      ]);
    });

    it('is not set back by an instant that is noted late', async () => {
      const { ledger } = await make();
      await Promise.all([ledger.note('cron:a', 3_000), ledger.note('cron:a', 1_000)]);
      expect((await ledger.lastFired()).get('cron:a')).to.equal(3_000);
    });

    it('remembers over a restart', async () => {
      const { ledger, reopened } = await make();
      await ledger.note('cron:a', 1_000);
      expect((await (await reopened()).lastFired()).get('cron:a')).to.equal(1_000);
    });
  });
}
