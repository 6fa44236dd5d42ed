import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { localText } from '../../src/domain/schedule/local-text.js';
import { parseWhen } from '../../src/domain/schedule/parse-when.js';
import { resolveWhen } from '../../src/domain/schedule/resolve-when.js';

const times = new IntlCronCalendar();

/** The instant that `/at` understands, its problem, or what it takes for the prompt if that is not `x`. */
function at(source: string, now = '2026-11-23T12:00Z', zone = 'Europe/Berlin'): string {
  const parsed = parseWhen(source);
  if (!parsed.ok) return parsed.problem.kind;
  const due = resolveWhen(parsed.value.when, Date.parse(now), zone, times);
  if (!due.ok) return due.problem;
  const prompt = parsed.value.text === 'x' ? '' : ` ${parsed.value.text}`;
  return new Date(due.value).toISOString().replace(/:00\.000Z|\.000Z/, 'Z') + prompt;
}

function expectAll(vectors: readonly (readonly [source: string, expected: string])[], now?: string): void {
  for (const [source, expected] of vectors) expect(at(source, now), source).to.equal(expected);
}

describe('a time', () => {
  it('of day is the next one that the clocks of the zone show', () => {
    expectAll([
      ['14:30 x', '2026-11-23T13:30Z'],
      ['13:01 x', '2026-11-23T12:01Z'],
      ['13:00 x', '2026-11-24T12:00Z'],
      ['9:05 x', '2026-11-24T08:05Z'],
      ['00:00 x', '2026-11-23T23:00Z'],
      ['14:30:15\nx', '2026-11-23T13:30:15Z'],
      ['9pm x', '2026-11-23T20:00Z'],
      ['9:30PM x', '2026-11-23T20:30Z'],
      ['9:30 pm x', '2026-11-23T20:30Z'],
      ['12am x', '2026-11-23T23:00Z'],
      ['12pm x', '2026-11-24T11:00Z'],
      ['14:30Z x', '2026-11-23T14:30Z'],
      ['14:30 UTC x', '2026-11-23T14:30Z'],
      ['9:00 am Projekt arbeiten', '2026-11-24T08:00Z am Projekt arbeiten'],
    ]);
  });

  it('may be so far from now, also in words', () => {
    expectAll([
      ['in 5 minutes x', '2026-11-23T12:05Z'],
      ['5 minutes x', '2026-11-23T12:05Z'],
      ['in 5m x', '2026-11-23T12:05Z'],
      ['In 1 hour and 30 minutes, x', '2026-11-23T13:30Z'],
      ['2 hrs 5 mins x', '2026-11-23T14:05Z'],
      ['in 24 hours x', '2026-11-24T12:00Z'],
      ['in 90 secs x', '2026-11-23T12:01:30Z'],
      ['in 20 seconds x', 'delay-out-of-range'],
      ['in 36 hours x', 'form'],
      ['in 2 days x', 'form'],
      ['in minutes x', 'form'],
      ['in 5 minutesx', 'form'],
    ]);
  });

  it('may have a day: today, tomorrow, a weekday', () => {
    expectAll([
      ['today 23:00 x', '2026-11-23T22:00Z'],
      ['today 9:00 x', 'past'],
      ['tomorrow 9:00 x', '2026-11-24T08:00Z'],
      ['Tomorrow at 9:00 x', '2026-11-24T08:00Z'],
      ['mon 14:30 x', '2026-11-23T13:30Z'],
      ['mon 9:00 x', '2026-11-30T08:00Z'],
      ['tues 9:00 x', '2026-11-24T08:00Z'],
      ['SUNDAY 9:00 x', '2026-11-29T08:00Z'],
      ['tomorrow 0:30 UTC x', '2026-11-24T00:30Z'],
    ]);
  });

  it('may have a date and an offset', () => {
    expectAll([
      ['2026-12-01T09:00 x', '2026-12-01T08:00Z'],
      ['2026-12-01 09:00 x', '2026-12-01T08:00Z'],
      ['2026-12-01T09:00:30 x', '2026-12-01T08:00:30Z'],
      ['2026-12-01T09:00Z x', '2026-12-01T09:00Z'],
      ['2026-12-01T09:00:00.5+05:30 x', '2026-12-01T03:30Z'],
      ['2026-12-01 09:00:00 -0800 x', '2026-12-01T17:00Z'],
      ['2026-07-01 9:00 x', 'past'],
      ['2027-07-01 9:00 x', '2027-07-01T07:00Z'],
      ['2027-11-24 12:59 x', '2027-11-24T11:59Z'],
      ['2027-11-24 13:01 x', 'too-far'],
      ['9999-12-31 23:59 x', 'too-far'],
      ['0101-01-01 00:00 x', 'past'],
    ]);
  });

  it('that no clock or calendar has is refused, and so is what only looks like one', () => {
    for (const text of [
      '24:00 x',
      '9:60 x',
      '9:00:60 x',
      '13pm x',
      '0am x',
      '2026-02-30 9:00 x',
      '2026-13-01 9:00 x',
      '2026-12-01 x',
      '2026-12-01T09:00+23:00 x',
      '14:30-15:00 x',
      '14:30, x',
      '1430 x',
      'tomorrow x',
      'mon morning x',
      'tomorrow 9 x',
      'today',
    ]) {
      expect(at(text), text).to.equal('not-a-time');
    }
    for (const text of ['noon x', 'next mon 9:00 x', 'mo 9:00 x', 'mondayish 9:00 x', 'T9:00 x']) {
      expect(at(text), text).to.equal('form');
    }
    expect(at('14:30')).to.equal('no-text');
    expect(at('tomorrow 9:00')).to.equal('no-text');
  });

  it('that the clocks skip is right after the jump', () => {
    expect(at('2:30 x', '2026-03-29T00:10Z')).to.equal('2026-03-29T01:00Z');
    expect(at('tomorrow 2:30 x', '2026-03-28T12:00Z')).to.equal('2026-03-29T01:00Z');
    expect(at('2026-03-29 02:30 x', '2026-03-28T12:00Z')).to.equal('2026-03-29T01:00Z');
  });

  it('that comes twice is the first that is still ahead', () => {
    expect(at('2:30 x', '2026-10-25T00:10Z')).to.equal('2026-10-25T00:30Z');
    expect(at('2:30 x', '2026-10-25T00:40Z')).to.equal('2026-10-25T01:30Z');
    expect(at('today 2:30 x', '2026-10-25T01:10Z')).to.equal('2026-10-25T01:30Z');
    expect(at('2026-10-25 02:30 x', '2026-10-25T01:10Z')).to.equal('2026-10-25T01:30Z');
    expect(at('2:30 x', '2026-10-25T01:40Z')).to.equal('2026-10-26T01:30Z');
    expect(at('today 2:30 x', '2026-10-25T01:40Z')).to.equal('past');
  });

  it('keeps its place on the clocks over a change of them', () => {
    expect(at('tomorrow 9:00 x', '2026-03-28T12:00Z')).to.equal('2026-03-29T07:00Z');
    expect(at('sun 9:00 x', '2026-10-22T12:00Z')).to.equal('2026-10-25T08:00Z');
  });
});

const NOW_MS = { min: Date.parse('2024-01-01T00:00Z'), max: Date.parse('2035-01-01T00:00Z') };
const nows = fc.integer(NOW_MS);
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
);

describe('the reading of times', () => {
  it('finds what we show of an instant: the same instant, or the earlier of two that look the same', () => {
    const aheadMs = fc.integer({ min: 1, max: 366 * 86_400 - 1 });
    fc.assert(
      fc.property(nows, aheadMs, zones, (start, ahead, zone) => {
        const now = Math.floor(start / 1_000) * 1_000;
        const instant = now + ahead * 1_000;
        const { date, time, offset } = localText(instant, now, zone, times);
        const parsed = parseWhen(`${date} ${time} x`);
        if (!parsed.ok) throw new Error(`${date} ${time} is ${parsed.problem.kind}`);
        const due = resolveWhen(parsed.value.when, now, zone, times);
        if (!due.ok) throw new Error(`${date} ${time} is ${due.problem}`);
        if (due.value !== instant) {
          const other = localText(due.value, now, zone, times);
          expect(due.value).to.be.lessThan(instant);
          expect([other.date, other.time]).to.deep.equal([date, time]);
          expect(other.offset).to.not.equal(offset);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('throws on no text, and gives no instant but one that is ahead and within a year', () => {
    const pieces = fc.constantFrom(
      ...['5m', '1h', '30s', '9:00', '14:30', '24:00', '9pm', 'am', 'pm', 'today', 'tomorrow', 'mon', 'sunday', 'at'],
      ...['2026-12-01', '2024-02-30', '9999-12-31', 'T', 'Z', 'UTC', '+01:00', '-0800', ' ', '\n', 'x', ':', '٣:٠٠'],
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
    );
    const spaced = fc.array(pieces, { maxLength: 8 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.oneof(texts, spaced), nows, zones, (text, now, zone) => {
        const parsed = parseWhen(text);
        if (!parsed.ok) return;
        expect(parsed.value.text).to.not.equal('');
        const due = resolveWhen(parsed.value.when, now, zone, times);
        if (due.ok) expect(due.value - now).to.be.within(1, 366 * 86_400_000);
      }),
      { numRuns: 1_000 },
    );
  });
});
