import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { resetTime } from '../../src/domain/schedule/reset-time.js';

const calendar = new IntlCronCalendar();
/** Monday 2026-11-30, 12:00 in Berlin. */
const NOW = Date.parse('2026-11-30T11:00:00Z');
/** A machine in Berlin. */
const times = {
  knowsZone: (name: string) => calendar.knowsZone(name),
  offset: (zone: string | null, instant: number) => calendar.offset(zone ?? 'Europe/Berlin', instant),
  instantOf: (zone: string | null, local: number) => calendar.instantOf(zone ?? 'Europe/Berlin', local),
};

const at = (message: string) => {
  const instant = resetTime(message, { now: NOW, times });
  return instant === null ? null : new Date(instant).toISOString();
};

describe('when a limit is over', () => {
  for (const [message, iso] of [
    ['Claude AI usage limit reached|1796000000', '2026-11-30T00:53:20.000Z'],
    ['Claude AI usage limit reached|1796059800', '2026-11-30T17:30:00.000Z'],
    ["You've hit your limit · resets 3pm (Europe/Berlin)", '2026-11-30T14:00:00.000Z'],
    ["You've hit your limit · resets 3:30pm (America/New_York)", '2026-11-30T20:30:00.000Z'],
    ['5-hour limit reached ∙ resets 11am', '2026-12-01T10:00:00.000Z'],
    ['Weekly limit reached ∙ resets Dec 5, 3pm (Europe/Berlin)', '2026-12-05T14:00:00.000Z'],
    ['Opus weekly limit reached ∙ resets Jan 2 at 9am', '2027-01-02T08:00:00.000Z'],
    ['Weekly limit reached, resets Mon 9:00 AM', '2026-12-07T08:00:00.000Z'],
    ['Weekly limit reached, resets Thursday 18:00', '2026-12-03T17:00:00.000Z'],
    ['Weekly limit reached, resets Thurs 18:00', '2026-12-03T17:00:00.000Z'],
    ['Daily quota reached, it resets at midnight Pacific Time', '2026-12-01T08:00:00.000Z'],
    ['Usage limit reached, resets 5pm (EST)', '2026-11-30T22:00:00.000Z'],
    ['You’ve hit your usage limit. Try again at 3:07 PM.', '2026-11-30T14:07:00.000Z'],
    ['You’ve hit your usage limit. Upgrade to Pro or try again at Dec 12th, 2026 3:07 PM.', '2026-12-12T14:07:00.000Z'],
    ['usage limit; try again in 4 days 20 hours 9 minutes.', '2026-12-05T07:09:00.000Z'],
    ['Rate limit reached. Please try again in 1.5s.', '2026-11-30T11:00:01.500Z'],
    ['Please try again in 7m12s. Visit https://a.example', '2026-11-30T11:07:12.000Z'],
    ['Your quota will reset after 18h22m13s.', '2026-12-01T05:22:13.000Z'],
    ['Please retry in 46.27s', '2026-11-30T11:00:46.270Z'],
    ['weekly usage limit reached. It will reset in 2 days 3 hours.', '2026-12-02T14:00:00.000Z'],
    ['Try again in an hour', '2026-11-30T12:00:00.000Z'],
    ['429 Too Many Requests, retry-after: 120', '2026-11-30T11:02:00.000Z'],
    ['Usage limit reached for 5 hour. Your limit will reset at 2026-11-30 18:05:41', '2026-11-30T17:05:41.000Z'],
    ['resets at 2026-12-01T00:00:00Z', '2026-12-01T00:00:00.000Z'],
    ['resets at 2026-12-01T09:00:00+02:00', '2026-12-01T07:00:00.000Z'],
    ['X-RateLimit-Reset: 1796137200000', '2026-12-01T15:00:00.000Z'],
    ['resets tomorrow at 9am', '2026-12-01T08:00:00.000Z'],
    ['access resets at midnight UTC', '2026-12-01T00:00:00.000Z'],
    ['resets 8 Dec 2026 (UTC)', '2026-12-08T00:00:00.000Z'],
    ['resets 3pm (Mars/Olympus)', '2026-11-30T14:00:00.000Z'],
  ] as const) {
    it(`is known from ${JSON.stringify(message)}`, () => {
      expect(at(message)).to.equal(Date.parse(iso) > NOW ? iso : null);
    });
  }

  it('is not known where nothing is said, or nothing that can be', () => {
    for (const message of [
      '',
      'Too many requests',
      'It failed after 3 minutes',
      'resets 25:99',
      'limit reached|1000000000',
      'limit reached|99999999999999',
      'try again in 90000 days',
      'Model gpt-5 at 3pm',
    ]) {
      expect(at(message), message).to.equal(null);
    }
  });

  it('is a time to come, whatever is said, and found at once', () => {
    const word = fc.constantFrom(
      'resets ',
      'again in ',
      'at ',
      '3pm ',
      'Dec 5 ',
      '|1796059800',
      '4 days ',
      '(',
      'Europe/Berlin) ',
      'mon ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), (words) => {
        const instant = resetTime(words.join(''), { now: NOW, times });
        if (instant !== null) expect(instant).to.be.above(NOW);
      }),
    );
    for (const unit of ['resets ', 'again in 1 ', ' ', '1h', 'reset'])
      resetTime(unit.repeat(200_000), { now: NOW, times });
  });
});
