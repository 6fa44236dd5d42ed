import { expect } from 'chai';
import { DEAF_AFTER_MS, type HealthIssue, type Measurements } from '../../src/application/values/health-report.js';
import { hearing, vitalSigns } from '../support/builders/health-report.js';

function verdict(change: Partial<Measurements>): [string, readonly HealthIssue[]] {
  const { status, issues } = vitalSigns(change);
  return [status, issues];
}

describe('the diagnosis', () => {
  it('is ok when all is well, and paused when that was wished', () => {
    expect(verdict({})).to.deep.equal(['ok', []]);
    expect(verdict({ paused: true })).to.deep.equal(['paused', []]);
    expect(verdict({ draining: true, outbox: 1_000, runs: { live: 9, waiting: 9 } })).to.deep.equal(['ok', []]);
    expect(verdict({ listener: { state: 'off', trouble: null } })).to.deep.equal(['ok', []]);
    expect(verdict({ storeSetAside: true })).to.deep.equal(['ok', []]);
  });

  it('is deaf from one instant to the next, longer than any long poll', () => {
    expect(verdict({ hearing: hearing({ quietMs: DEAF_AFTER_MS }) })).to.deep.equal(['ok', []]);
    expect(verdict({ hearing: hearing({ quietMs: DEAF_AFTER_MS + 1 }) })).to.deep.equal(['deaf', ['deaf']]);
    expect(DEAF_AFTER_MS).to.be.greaterThan(70_000);
  });

  it('is degraded for each thing that is amiss, paused or not', () => {
    const amiss: readonly [HealthIssue, Partial<Measurements>][] = [
      ['bot-down', { hearing: hearing({ up: false, trouble: 'no network' }) }],
      ['polls-failing', { hearing: hearing({ failures: 1, trouble: 'reset' }) }],
      ['poll-conflicts', { hearing: hearing({ conflicts: 1, sinceConflictMs: 300_000 }) }],
      ['listener-down', { listener: { state: 'down', trouble: 'in use' } }],
      ['reload-rejected', { reloadRejected: true }],
      ['delivery-stuck', { oldestUndeliveredMs: 300_001 }],
      ['store-failing', { backlog: null }],
    ];
    for (const [issue, change] of amiss) {
      expect(verdict(change), issue).to.deep.equal(['degraded', [issue]]);
      expect(verdict({ ...change, paused: true })[0], issue).to.equal('degraded');
    }
  });

  it('forgets a conflict after five minutes, and has patience with a final', () => {
    expect(verdict({ hearing: hearing({ conflicts: 9, sinceConflictMs: 300_001 }) })[0]).to.equal('ok');
    expect(verdict({ oldestUndeliveredMs: 300_000 })[0]).to.equal('ok');
  });

  it('names everything that is amiss, the worst first', () => {
    const all = verdict({ hearing: hearing({ up: false, quietMs: 1e6, trouble: 'x' }), reloadRejected: true });
    expect(all).to.deep.equal(['deaf', ['deaf', 'bot-down', 'reload-rejected']]);
  });
});
