import { expect } from 'chai';
import { describeSchedule } from '../../src/application/wording/schedule/describe-schedule.js';
import { cronOf } from '../support/builders/cron.js';

const inWords = (schedule: string, timezone: string | null = null, zone: string | null = null) =>
  describeSchedule(cronOf('x', { schedule, timezone }), zone);

describe('a schedule in words', () => {
  it('tells a time of day and its days', () => {
    expect(inWords('0 9 * * *', 'Australia/Melbourne')).to.equal('9:00 AM daily (Melbourne)');
    expect(inWords('0 10 * * 0,6')).to.equal('10:00 AM Sun,Sat');
    expect(inWords('30 14 * * 2-4')).to.equal('2:30 PM Tue–Thu');
    expect(inWords('0 9 * * 7', 'UTC')).to.equal('9:00 AM Sun (UTC)');
    expect(inWords('0 0 * * 7')).to.equal('12:00 AM Sun');
    expect(inWords('5 12 * * *', null, 'America/Los_Angeles')).to.equal('12:05 PM daily (Los Angeles)');
  });

  it('stays as it is written where words would be long or unsure', () => {
    for (const written of [
      '*/15 * * * *',
      '0 9 1 * *',
      '0 9 * 6 *',
      '0 9 * * 1-9',
      '0 9 * * 8',
      '0 25 * * *',
      '60 9 * * *',
      '0 9 * *',
      '0 0 9 * * *',
      '0 9 * * mon',
      '@daily',
      '0,30 9 * * *',
    ]) {
      expect(inWords(written, 'UTC')).to.equal(written);
    }
  });

  it('tells the one instant of a cron that has no schedule', () => {
    expect(describeSchedule(cronOf('x', { schedule: null, at: '2026-12-24T09:00', timezone: 'UTC' }), null)).to.equal(
      '2026-12-24T09:00 (UTC)',
    );
  });
});
