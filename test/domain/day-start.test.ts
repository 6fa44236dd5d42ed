import { expect } from 'chai';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { dayStart } from '../../src/domain/schedule/day-start.js';

describe('the start of a day', () => {
  const calendar = new IntlCronCalendar();
  const start = (zone: string, at: string) => new Date(dayStart(calendar, zone, Date.parse(at))).toISOString();

  it('is midnight in the zone', () => {
    expect(start('UTC', '2026-11-23T12:34:56.789Z')).to.equal('2026-11-23T00:00:00.000Z');
    expect(start('Asia/Tokyo', '2026-11-23T14:59:59.999Z')).to.equal('2026-11-22T15:00:00.000Z');
    expect(start('Asia/Tokyo', '2026-11-23T15:00:00.000Z')).to.equal('2026-11-23T15:00:00.000Z');
    expect(start('America/New_York', '2026-11-24T04:59:00Z')).to.equal('2026-11-23T05:00:00.000Z');
  });

  it('is where it was also on days of 23 and of 25 hours', () => {
    expect(start('Europe/Berlin', '2026-03-29T21:59:00Z')).to.equal('2026-03-28T23:00:00.000Z');
    expect(start('Europe/Berlin', '2026-10-25T22:59:00Z')).to.equal('2026-10-24T22:00:00.000Z');
  });

  it('is one o’clock where clocks jump over midnight', () => {
    expect(start('America/Asuncion', '2023-10-01T12:00:00Z')).to.equal('2023-10-01T04:00:00.000Z');
  });
});
