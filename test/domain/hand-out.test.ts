import { expect } from 'chai';
import { mayHandOut } from '../../src/domain/run/hand-out.js';
import type { RunOrigin } from '../../src/domain/run/run-origin.js';

describe('whose files are sent', () => {
  const verdict = (kind: RunOrigin['kind'], requestedBy: number | null, outbox?: boolean) => {
    const origin: RunOrigin = kind === 'message' ? { kind } : { kind, id: 'x' };
    return mayHandOut({ origin, requestedBy, ...(outbox === undefined ? {} : { outbox }) });
  };

  it('is whoever asked in person, at once or for later', () => {
    expect(verdict('message', 7)).to.equal(true);
    expect(verdict('message', null)).to.equal(true);
    expect(verdict('at', 7)).to.equal(true);
    expect(verdict('loop', 7)).to.equal(true);
  });

  it('is a trigger only where it says so, whoever runs it again, and what it made come back', () => {
    for (const kind of ['cron', 'webhook'] as const) {
      expect(verdict(kind, null)).to.equal(false);
      expect(verdict(kind, 7)).to.equal(false);
      expect(verdict(kind, null, true)).to.equal(true);
    }
    expect(verdict('loop', null)).to.equal(false);
    expect(verdict('loop', null, true)).to.equal(true);
  });
});
