import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { MOST_CAUGHT_UP, missedIn, toCatchUp } from '../../src/domain/cron/misfire-policy.js';
import { Occurrences } from '../../src/domain/cron/occurrence.js';
import { cronOf } from '../support/builders/cron.js';

const HOUR_MS = 3_600_000;
const NOON = Date.parse('2026-11-23T12:00:00Z');
const calendar = new IntlCronCalendar();

function missed(schedule: string, hours: number, lastFired = Number.NEGATIVE_INFINITY, jitterMs = 0) {
  const occurrences = new Occurrences(calendar, cronOf('x', { schedule, jitterMs }), null);
  return missedIn({ since: NOON - hours * HOUR_MS, until: NOON }, lastFired, occurrences);
}

/** The same, and how often the calendar was asked. */
function missedInSteps(schedule: string, hours: number, lastFired: number, jitterMs: number) {
  let steps = 0;
  const counting = new (class extends IntlCronCalendar {
    override next(...asked: Parameters<IntlCronCalendar['next']>) {
      steps += 1;
      return super.next(...asked);
    }
  })();
  const occurrences = new Occurrences(counting, cronOf('x', { schedule, jitterMs }), null);
  const found = missedIn({ since: NOON - hours * HOUR_MS, until: NOON }, lastFired, occurrences);
  return { found, steps };
}

describe('what was missed', () => {
  it('is what fires after the one moment and up to the other', () => {
    expect(missed('0 * * * *', 3)).to.deep.equal({
      times: 3,
      orMore: false,
      latest: [NOON - 2 * HOUR_MS, NOON - HOUR_MS, NOON],
    });
    expect(missed('30 12 * * *', 3)).to.deep.equal({ times: 0, orMore: false, latest: [] });
  });

  it('leaves out what fired nevertheless', () => {
    expect(missed('0 * * * *', 3, NOON - HOUR_MS).latest).to.deep.equal([NOON]);
  });

  it('is counted as far as it pays, and its latest are known all the same', () => {
    const { times, orMore, latest } = missed('* * * * *', 24 * 365);
    expect({ times, orMore }).to.deep.equal({ times: 300, orMore: true });
    expect(latest).to.have.length(MOST_CAUGHT_UP);
    expect(latest.at(-1)).to.equal(NOON);
    expect(latest[0]).to.equal(NOON - (MOST_CAUGHT_UP - 1) * 60_000);
    const bursts = missed('* 3 * * *', 24 * 365);
    expect(bursts.latest).to.have.length(MOST_CAUGHT_UP);
    expect(bursts.latest.at(-1)).to.equal(Date.parse('2026-11-23T03:59:00Z'));
  });

  it('takes few steps, however long the stretch, however dense, and however wrong the clock was', () => {
    const years = 20 * 366 * 24;
    const [distantFuture, longAgo] = [NOON + years * HOUR_MS, NOON - years * HOUR_MS];
    const schedules = [
      '* * * * *',
      '*/5 * * * *',
      '* * 1-15 1 *',
      '* * 29 2 *',
      '30 4 1 * *',
      '0 0 29 2 *',
      '* 3 * * 1',
    ];
    for (const schedule of schedules) {
      for (const lastFired of [Number.NEGATIVE_INFINITY, longAgo, NOON - HOUR_MS, NOON, distantFuture]) {
        for (const jitterMs of [0, 3_600_000]) {
          const { found, steps } = missedInSteps(schedule, years, lastFired, jitterMs);
          expect(steps, `${schedule} after ${lastFired}`).to.be.at.most(20_000);
          expect(found.latest.every((instant) => instant > lastFired)).to.equal(true);
        }
      }
    }
  });

  it('knows the latest of bursts as it would by walking through all of them', () => {
    for (const schedule of ['* * 1-3 1,7 *', '*/7 2 * * *', '* * 20 11 *']) {
      const occurrences = new Occurrences(calendar, cronOf('x', { schedule }), null);
      const all: number[] = [];
      let next = occurrences.after(NOON - 24 * 365 * HOUR_MS);
      for (; next !== null && next.fires <= NOON; next = occurrences.following(next)) all.push(next.instant);
      expect(missed(schedule, 24 * 365).latest).to.deep.equal(all.slice(-MOST_CAUGHT_UP));
    }
  });

  it('does not count an instant whose jitter is not over', () => {
    const jitterMs = 2 * HOUR_MS;
    const all = missed('0 * * * *', 48, undefined, jitterMs);
    const cron = cronOf('x', { schedule: '0 * * * *', jitterMs });
    for (const instant of all.latest) {
      const fires = new Occurrences(calendar, cron, null).after(instant - 1)?.fires ?? 0;
      expect(fires).to.be.at.most(NOON);
    }
  });
});

describe('the policy for missed instants', () => {
  const latest = [5, 4, 3, 2, 1].map((hours) => NOON - hours * HOUR_MS);
  const chosen = (catchUp: 'none' | 'once' | 'all', hours: number, runOnce = false) =>
    toCatchUp({ catchUp, catchUpWindowMs: hours * HOUR_MS, runOnce }, { latest }, NOON);

  it('runs nothing, the latest, or all inside the window, oldest first', () => {
    expect(chosen('none', 24)).to.deep.equal([]);
    expect(chosen('once', 24)).to.deep.equal([NOON - HOUR_MS]);
    expect(chosen('all', 24)).to.deep.equal(latest);
    expect(chosen('all', 3)).to.deep.equal(latest.slice(2));
    expect(chosen('once', 0.5)).to.deep.equal([]);
  });

  it('runs a cron that runs once no more than once', () => {
    expect(chosen('all', 24, true)).to.deep.equal([NOON - HOUR_MS]);
  });

  it('chooses of what was missed only, in order, each once, and never more than the window holds', () => {
    const instants = fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { maxLength: 100 });
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom('none', 'once', 'all'),
        fc.integer({ min: 0, max: 1_000 }),
        (set, how, ms) => {
          const ascending = [...set].sort((a, b) => a - b);
          const run = toCatchUp({ catchUp: how, catchUpWindowMs: ms, runOnce: false }, { latest: ascending }, 1_000);
          expect(ascending.filter((one) => run.includes(one))).to.deep.equal(run);
          expect(run.every((one) => one >= 1_000 - ms)).to.equal(true);
          if (how === 'all') expect(run).to.have.length(ascending.filter((one) => one >= 1_000 - ms).length);
          if (how === 'once') expect(run.length).to.equal(ascending.some((one) => one >= 1_000 - ms) ? 1 : 0);
        },
      ),
    );
  });
});
