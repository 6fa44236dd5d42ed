import { expect } from 'chai';
import fc from 'fast-check';
import {
  iterated,
  type LoopLimits,
  type LoopProgress,
  loopEnd,
  newLoop,
  wakeUpDue,
} from '../../src/domain/schedule/loop-policy.js';

const limits: LoopLimits = { maxIterations: 3, maxTotalDurationMs: 10_000, minIntervalMs: 1_000, expiryMs: 50_000 };
const everyHundred = (_schedule: string, after: number) => Math.floor(after / 100) * 100 + 100;
const cron = { kind: 'cron', schedule: '* * * * *', recurring: true } as const;

describe('a loop', () => {
  it('ends after its iterations, its duration from the first of them, or its age', () => {
    const begun = iterated(newLoop(0), 5_000);
    expect(loopEnd(newLoop(0), 50_000, limits)).to.equal(null);
    expect(loopEnd(newLoop(0), 50_001, limits)).to.equal('expired');
    expect(loopEnd(begun, 15_000, limits)).to.equal(null);
    expect(loopEnd(begun, 15_001, limits)).to.equal('duration');
    expect(loopEnd(iterated(iterated(begun, 6_000), 7_000), 7_000, limits)).to.equal('iterations');
  });

  it('lets time pass between two iterations, however its wake-ups are set', () => {
    const begun = iterated(newLoop(0), 5_000);
    expect(wakeUpDue({ kind: 'delay', delayMs: 10 }, begun, 5_050, limits, everyHundred)).to.equal(6_050);
    expect(wakeUpDue(cron, begun, 5_000, limits, everyHundred)).to.equal(6_000);
    expect(wakeUpDue(cron, newLoop(0), 5_000, limits, everyHundred)).to.equal(5_100);
  });

  it('is not due where its schedule never fires again', () => {
    expect(wakeUpDue(cron, newLoop(0), 5_000, limits, () => null)).to.equal(null);
  });

  it('of any pace never has more iterations than it may, closer than it may, or later than it may', () => {
    const time = fc.oneof(
      fc.constant(cron),
      fc.record({ kind: fc.constant('delay' as const), delayMs: fc.integer({ min: 0, max: 6_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ time, workedMs: fc.integer({ min: 0, max: 3_000 }) })), (wakeUps) => {
        const begun = beginnings(wakeUps);
        expect(begun.length).to.be.at.most(limits.maxIterations);
        begun.forEach((at, index) => {
          expect(at - (begun[0] ?? 0)).to.be.at.most(limits.maxTotalDurationMs);
          if (index > 0) expect(at - (begun[index - 1] ?? 0)).to.be.at.least(limits.minIntervalMs);
        });
      }),
    );
  });
});

type WakeUps = readonly { readonly time: Parameters<typeof wakeUpDue>[0]; readonly workedMs: number }[];

/** When the iterations begin of a loop in which each sets the next wake-up. */
function beginnings(wakeUps: WakeUps): readonly number[] {
  let progress: LoopProgress = newLoop(0);
  let now = 0;
  const begun: number[] = [];
  for (const { time, workedMs } of wakeUps) {
    const due = wakeUpDue(time, progress, now, limits, everyHundred);
    if (due === null || loopEnd(progress, due, limits) !== null) break;
    begun.push(due);
    progress = iterated(progress, due);
    now = due + workedMs;
  }
  return begun;
}
