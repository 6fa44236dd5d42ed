import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { localText } from '../../src/domain/schedule/local-text.js';

const times = new IntlCronCalendar();

describe('the exact time of an instant', () => {
  it('has its seconds at a full minute too', () => {
    const at = Date.parse('2026-11-23T12:00:00Z');
    expect(localText(at, at, 'Europe/Berlin', times)).to.include({ time: '13:00', exactTime: '13:00:00' });
    expect(localText(at + 5_000, at, null, times).exactTime).to.match(/:00:05$/);
  });

  it('is another one for every second of a day', () => {
    const second = fc.integer({ min: 0, max: 86_399 });
    fc.assert(
      fc.property(second, second, (one, other) => {
        const [first, last] = [one, other].map((at) => localText(at * 1_000, 0, 'UTC', times).exactTime);
        return (first === last) === (one === other);
      }),
    );
  });
});
