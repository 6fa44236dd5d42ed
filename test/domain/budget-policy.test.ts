import { expect } from 'chai';
import fc from 'fast-check';
import { type BudgetLimits, findings, limitReached, type Spending } from '../../src/domain/budget/budget-policy.js';

const limit = fc.option(fc.double({ min: 0, max: 20, noNaN: true }), { nil: null });
const limits: fc.Arbitrary<BudgetLimits> = fc.record({
  enabled: fc.constant(true),
  maxCostPerRunUsd: limit,
  maxCostPerDayUsd: limit,
  warnAtPercent: fc.integer({ min: 0, max: 100 }),
  autoCancel: fc.boolean(),
});
const steps = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 20 });

/** What one run that costs so much at each step has to say, on a day that had cost so much before it. */
function told(given: BudgetLimits, costs: readonly number[], dayUsd: number) {
  let before: Spending = { runUsd: 0, dayUsd };
  const all = costs.map((cost) => {
    const after = { runUsd: before.runUsd + cost, dayUsd: before.dayUsd + cost };
    const found = findings(given, before, after);
    before = after;
    return found;
  });
  return { found: all.flat(), after: before };
}

describe('a budget', () => {
  it('tells each limit at most once as near and at most once as reached, in that order', () => {
    fc.assert(
      fc.property(limits, steps, fc.double({ min: 0, max: 20, noNaN: true }), (given, costs, dayUsd) => {
        for (const scope of ['run', 'day'] as const) {
          const levels = told(given, costs, dayUsd).found.flatMap((one) => (one.scope === scope ? [one.level] : []));
          expect([[], ['near'], ['reached'], ['near', 'reached']]).to.deep.include(levels);
        }
      }),
    );
  });

  it('has told that a limit is reached exactly when it is', () => {
    fc.assert(
      fc.property(limits, steps, (given, costs) => {
        const { found, after } = told(given, costs, 0);
        const isTold = (scope: string) => found.some((one) => one.scope === scope && one.level === 'reached');
        const isReached = (most: number | null, usd: number) => most !== null && usd > 0 && usd >= most;
        expect(isTold('run')).to.equal(isReached(given.maxCostPerRunUsd, after.runUsd));
        expect(isTold('day')).to.equal(isReached(given.maxCostPerDayUsd, after.dayUsd));
      }),
    );
  });

  it('says nothing and keeps nothing from beginning while it is off', () => {
    fc.assert(
      fc.property(limits, steps, (given, costs) => {
        const off = { ...given, enabled: false };
        expect(told(off, costs, 0).found).to.deep.equal([]);
        expect(limitReached(off, { runUsd: 1_000, dayUsd: 1_000 })).to.equal(null);
      }),
    );
  });

  it('ends and refuses runs only where it may', () => {
    const given = { enabled: true, maxCostPerRunUsd: 0.5, maxCostPerDayUsd: 1, warnAtPercent: 70, autoCancel: true };
    const scopeOf = (limits: BudgetLimits, runUsd: number, dayUsd: number) =>
      limitReached(limits, { runUsd, dayUsd })?.scope ?? null;
    expect(scopeOf(given, 0.4, 0.99)).to.equal(null);
    expect(scopeOf(given, 0, 1)).to.equal('day');
    expect(scopeOf(given, 0.5, 0.5)).to.equal('run');
    expect(scopeOf({ ...given, autoCancel: false }, 2, 2)).to.equal(null);
    expect(scopeOf({ ...given, maxCostPerDayUsd: null, maxCostPerRunUsd: 0 }, 0, 5)).to.equal(null);
    expect(scopeOf({ ...given, maxCostPerDayUsd: 0 }, 0, 0)).to.equal('day');
  });
});
