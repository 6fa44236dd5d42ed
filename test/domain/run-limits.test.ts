import { expect } from 'chai';
import fc from 'fast-check';
import { capVerdict, type HourOfRuns, NO_RUNS } from '../../src/domain/trigger/hourly-cap.js';
import { MOST_WAITING, overlapVerdict } from '../../src/domain/trigger/overlap-policy.js';

const HOUR = 3_600_000;

describe('the cap of an hour', () => {
  it('admits so many and tells of the first that it refuses', () => {
    let hour: HourOfRuns = NO_RUNS;
    const verdicts = [0, 1, 2, 3, 4].map((now) => {
      const verdict = capVerdict(hour, 3, now);
      hour = verdict.next;
      return [verdict.admitted, verdict.isNews];
    });
    expect(verdicts).to.deep.equal([
      [true, false],
      [true, false],
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect(capVerdict(hour, 3, 5).freeAt).to.equal(HOUR);
    expect(capVerdict(hour, 3, HOUR).admitted).to.equal(true);
  });

  it('tells again in the next spell', () => {
    const full = capVerdict(capVerdict(NO_RUNS, 1, 0).next, 1, 1).next;
    const again = capVerdict(full, 1, HOUR).next;
    expect(capVerdict(again, 1, HOUR + 1)).to.include({ admitted: false, isNews: true });
  });

  it('forgets what a clock that was set back has ahead of it', () => {
    expect(capVerdict({ starts: [10 * HOUR], told: false }, 1, HOUR).admitted).to.equal(true);
  });

  it('never lets more than its number begin within any hour', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: HOUR }), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 5 }), (waits, most) => {
        let hour: HourOfRuns = NO_RUNS;
        let now = 0;
        const admitted: number[] = [];
        for (const wait of waits) {
          now += wait;
          const verdict = capVerdict(hour, most, now);
          hour = verdict.next;
          if (verdict.admitted) admitted.push(now);
          else expect(verdict.freeAt).to.be.greaterThan(now);
        }
        for (const start of admitted) {
          expect(admitted.filter((one) => one >= start && one < start + HOUR).length).to.be.at.most(most);
        }
      }),
    );
  });
});

describe('the overlap of runs', () => {
  it('lets a run start where none is before it, and always if overlaps are allowed', () => {
    for (const overlap of ['skip', 'queue', 'replace', 'allow'] as const) {
      expect(overlapVerdict(overlap, 0, 0)).to.equal('start');
    }
    expect(overlapVerdict('allow', 3, 0)).to.equal('start');
  });

  it('leaves out, queues up to a number, or replaces', () => {
    expect(overlapVerdict('skip', 1, 0)).to.equal('skip');
    expect(overlapVerdict('queue', 1, 0)).to.equal('wait');
    expect(overlapVerdict('queue', 1, MOST_WAITING)).to.equal('full');
    expect(overlapVerdict('replace', 1, 4)).to.equal('replace');
  });
});
