import { expect } from 'chai';
import fc from 'fast-check';
import { Pace } from '../../../src/adapters/telegram/send-queue/pace.js';
import { limitOf, sendLimits } from '../../../src/adapters/telegram/send-queue/send-limits.js';

/** When messages go that are wanted at the given times, each as early as the pace allows. */
function departures(perSecond: number, gapsMs: readonly number[]): readonly number[] {
  const pace = new Pace(limitOf(-1, sendLimits(perSecond)), 0);
  let nowMs = 0;
  return gapsMs.map((gapMs) => {
    nowMs += gapMs;
    nowMs += pace.waitMs(nowMs, 0);
    pace.take(nowMs);
    return nowMs;
  });
}

describe('the pace', () => {
  it('never lets more than a minute’s share through in any minute, whatever is wanted when', () => {
    const rates = fc.integer({ min: 1, max: 120 });
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })), { maxLength: 150 });
    fc.assert(
      fc.property(rates, gaps, (perMinute, gapsMs) => {
        const times = departures(perMinute / 60, gapsMs);
        for (const from of times) {
          const inMinute = times.filter((at) => at >= from && at < from + 60_000).length;
          expect(inMinute).to.be.at.most(perMinute);
        }
      }),
    );
  });

  it('lets a backlog through at the full rate', () => {
    const times = departures(
      20 / 60,
      Array.from({ length: 61 }, () => 0),
    );
    expect(times.at(-1)).to.be.within(180_000, 200_000);
  });

  it('keeps one message in reserve from those that can wait', () => {
    const pace = new Pace({ perSecond: 1, burst: 3 }, 0);
    pace.take(0);
    pace.take(0);
    expect([pace.waitMs(0, 1), pace.waitMs(0, 0)]).to.deep.equal([1_000, 0]);
  });
});
