import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { jitterOf, type Occurrence, Occurrences } from '../../src/domain/cron/occurrence.js';
import { cronOf } from '../support/builders/cron.js';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE_MS = 60_000;

describe('jitter', () => {
  it('is the same for the same cron and instant, and another for another', () => {
    expect(jitterOf('a', NOON, 3_600_000)).to.equal(jitterOf('a', NOON, 3_600_000));
    expect(jitterOf('a', NOON, 3_600_000)).not.to.equal(jitterOf('b', NOON, 3_600_000));
    expect(jitterOf('a', NOON, 3_600_000)).not.to.equal(jitterOf('a', NOON + MINUTE_MS, 3_600_000));
  });

  it('is spread evenly, over the instants of one cron and over crons of one instant', () => {
    for (const draw of [
      (n: number) => jitterOf('nightly', NOON + n * 86_400_000, 100),
      (n: number) => jitterOf(`c${n}`, NOON, 100),
    ]) {
      const tenths = Array<number>(10).fill(0);
      for (let n = 0; n < 10_000; n++) {
        const value = draw(n);
        expect(value).to.be.within(0, 99);
        tenths[Math.floor(value / 10)] = (tenths[Math.floor(value / 10)] ?? 0) + 1;
      }
      for (const count of tenths) expect(count).to.be.within(850, 1_150);
    }
  });
});

describe('the occurrences of a cron', () => {
  const calendar = new IntlCronCalendar();
  const walk = (occurrences: Occurrences, after: number, count: number): readonly Occurrence[] => {
    const found: Occurrence[] = [];
    let one = occurrences.after(after);
    for (; one !== null && found.length < count; one = occurrences.following(one)) found.push(one);
    return found;
  };

  it('fire at their instants where there is no jitter', () => {
    const occurrences = new Occurrences(calendar, cronOf('x', { schedule: '*/5 * * * *' }), null);
    expect(walk(occurrences, NOON, 2)).to.deep.equal([
      { instant: NOON + 5 * MINUTE_MS, fires: NOON + 5 * MINUTE_MS },
      { instant: NOON + 10 * MINUTE_MS, fires: NOON + 10 * MINUTE_MS },
    ]);
  });

  it('fire in order, each before the next instant, and are found from any moment in between', () => {
    const schedules = fc.constantFrom('* * * * *', '*/5 * * * *', '0 * * * *', '0,1 * * * *', '30 9 * * 1-5');
    const jitter = fc.constantFrom(1_000, 60_000, 600_000, 3_600_000);
    const moment = fc.integer({ min: 0, max: 7 * 86_400 }).map((seconds) => NOON + seconds * 1_000);
    fc.assert(
      fc.property(schedules, jitter, moment, (schedule, jitterMs, after) => {
        const occurrences = new Occurrences(calendar, cronOf('x', { schedule, jitterMs }), null);
        const found = walk(occurrences, after, 4);
        for (const [index, { instant, fires }] of found.entries()) {
          expect(fires).to.be.within(instant, instant + jitterMs);
          expect(fires).to.be.lessThan(found[index + 1]?.instant ?? Infinity);
          expect(fires).to.be.greaterThan(found[index - 1]?.fires ?? after);
          expect(occurrences.after(fires - 1)).to.deep.equal({ instant, fires });
        }
        // Nothing in between was left out.
        const before = calendar.next(cronOf('x', { schedule }), null, after - 8 * 86_400_000) ?? 0;
        const all = walk(occurrences, before - 1, 20_000).filter((one) => one.fires > after);
        expect(all.slice(0, 4)).to.deep.equal(found);
      }),
      { numRuns: 20 },
    );
  });

  it('have one that stands alone put off by all of its jitter', () => {
    const cron = cronOf('x', { schedule: null, at: '2026-11-23T13:00:00', jitterMs: 600_000 });
    const [only, ...more] = walk(new Occurrences(calendar, cron, null), NOON, 2);
    expect(only?.fires).to.equal(NOON + 3_600_000 + jitterOf('x', NOON + 3_600_000, 600_000));
    expect(more).to.deep.equal([]);
  });
});
