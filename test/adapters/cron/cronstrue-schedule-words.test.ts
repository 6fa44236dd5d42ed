import { expect } from 'chai';
import { CronstrueScheduleWords } from '../../../src/adapters/cron/cronstrue-schedule-words.js';
import { IntlCronCalendar } from '../../../src/adapters/cron/intl-cron-calendar.js';
import { plainFields } from '../../../src/adapters/cron/plain-fields.js';
import { describeSchedule } from '../../../src/application/wording/schedule/describe-schedule.js';
import { type CronExpression, parseCronExpression } from '../../../src/domain/cron/cron-expression.js';
import { cronOf } from '../../support/builders/cron.js';

const words = new CronstrueScheduleWords();
const calendar = new IntlCronCalendar();

function parsed(schedule: string): CronExpression {
  const expression = parseCronExpression(schedule);
  if (!expression.ok) throw new Error(`${schedule}: ${expression.problem.kind}`);
  return expression.value;
}

describe('a schedule in words', () => {
  const vectors: Readonly<Record<string, string | null>> = {
    '* * * * *': 'Every minute',
    '*/15 * * * *': 'Every 15 minutes',
    '0/15 * * * *': 'Every 15 minutes',
    '0 * * * *': 'Every hour',
    '*/60 * * * *': 'Every hour',
    '@hourly': 'Every hour',
    '5 * * * *': 'At 5 minutes past the hour',
    '5,35 * * * *': 'At 5 and 35 minutes past the hour',
    '0 9 * * 1-5': 'At 09:00, Monday through Friday',
    '30 14 * * 0,6': 'At 14:30, only on Sunday and Saturday',
    '0 0 * * *': 'At 00:00, every day',
    '@daily': 'At 00:00, every day',
    '@weekly': 'At 00:00, only on Sunday',
    '0 0 * * 7': 'At 00:00, only on Sunday',
    '0 9,17 * * *': 'At 09:00 and 17:00, every day',
    '*/15 9-17 * * mon-fri': 'Every 15 minutes, between 09:00 and 17:59, Monday through Friday',
    '0 9-17 * * *': 'Every hour, between 09:00 and 17:00',
    '30 */4 * * *': 'At 00:30, 04:30, 08:30, 12:30, 16:30 and 20:30, every day',
    '0 9 1 * *': 'At 09:00, on day 1 of the month',
    '0 9 1,15,22 * *': 'At 09:00, on day 1, 15, and 22 of the month',
    '0 9 1-7 * *': 'At 09:00, between day 1 and 7 of the month',
    '0 0 13 * 5': 'At 00:00, on day 13 of the month, and also on Friday',
    '0 9 1,15 6-8 1-5': 'At 09:00, on day 1 and 15 of the month, and also Monday through Friday, June through August',
    '0 0 1-31 * 1': 'At 00:00, every day',
    '@yearly': 'At 00:00, on day 1 of the month, only in January',
    '0 8 * 6-8 *': 'At 08:00, June through August',
    // Of these the package would say something else than happens, or much.
    '0 0 */10 * 5': null,
    '*/7 * * * *': null,
    '0 0 */2 * *': null,
    '1,2,3,5,8,13,21 * * * *': null,
    '0 9 * * 1#2': null,
    '0 9 L * *': null,
    '0 0 9 * * *': null,
    'no schedule': null,
  };
  for (const [schedule, expected] of Object.entries(vectors)) {
    it(`${schedule} is ${expected ?? 'left as it is written'}`, async () =>
      expect(await words.of(schedule)).to.equal(expected));
  }

  it('is of fields that fire when the written ones do, and reads like no other', async () => {
    const minutes = ['*', '0', '5', '*/15', '*/20', '0,20,40', '0-59', '*/7', '0,30', '1-3', '0/15', '45-59/2'];
    const hours = ['*', '0', '9', '9-17', '*/2', '*/8', '0,12', '22-23', '0-23', '1,2,3,5'];
    const dates = ['*', '1', '1-31', '*/2', '*/10', '1,11,21,31', '13'];
    const months = ['*', '1', '1-12', '6-8', '*/6'];
    const weekdays = ['*', '0', '7', '1-5', '0-6', '*/2', '0,2,4,6', '5-7', '5'];
    const meanings = new Map<string, string>();
    for (const minute of minutes)
      for (const hour of hours)
        for (const date of dates)
          for (const month of months)
            for (const weekday of weekdays) {
              const schedule = `${minute} ${hour} ${date} ${month} ${weekday}`;
              const said = await words.of(schedule);
              if (said === null) continue;
              const meaning = meaningOf(parsed(schedule));
              expect(meanings.get(said) ?? meaning, said).to.equal(meaning);
              meanings.set(said, meaning);
            }
    expect(meanings.size).to.be.greaterThan(1_000);
  });

  it('is about the instants at which the calendar lets it fire', () => {
    for (const schedule of Object.keys(vectors)) {
      const expression = parseCronExpression(schedule);
      const plain = expression.ok ? plainFields(expression.value) : null;
      if (plain === null) continue;
      const { minute, hour, date, month, weekday } = plain;
      expect(fires(`${minute} ${hour} ${date} ${month} ${weekday}`), schedule).to.deep.equal(fires(schedule));
    }
  });

  it('names the zone of a cron where it isn’t that of the chat, and says a single instant', () => {
    const said = (timezone: string | null, zone: string | null, inWords: string | null) =>
      describeSchedule(cronOf('x', { schedule: '0 9 * * *', timezone }), zone, inWords);
    expect(said(null, 'Europe/Berlin', 'At 09:00')).to.equal('At 09\\:00');
    expect(said('Europe/Berlin', 'Europe/Berlin', 'At 09:00')).to.equal('At 09\\:00');
    expect(said('Asia/Tokyo', 'Europe/Berlin', null)).to.equal('`0 9 * * *` (Asia/Tokyo)');
    const once = cronOf('x', { schedule: null, at: '2026-12-24T09:00', timezone: 'UTC' });
    expect(describeSchedule(once, null, null)).to.equal('2026\\-12\\-24 09\\:00 (UTC)');
  });
});

function fires(schedule: string): readonly (number | null)[] {
  const all: (number | null)[] = [];
  for (let after: number | null = Date.UTC(2026, 1, 27, 22); all.length < 40 && after !== null; ) {
    after = calendar.next({ schedule, at: null, timezone: 'UTC' }, null, after);
    all.push(after);
  }
  return all;
}

/** Minutes, hours, months, and which of the pairs of date and weekday are meant. */
function meaningOf({ minutes, hours, daysOfMonth, months, daysOfWeek }: CronExpression): string {
  const both = daysOfMonth.star || daysOfWeek.star;
  const days: number[] = [];
  for (let date = 1; date <= 31; date++) {
    for (let weekday = 0; weekday < 7; weekday++) {
      const [byDate, byWeekday] = [daysOfMonth.values.includes(date), daysOfWeek.values.includes(weekday)];
      if (both ? byDate && byWeekday : byDate || byWeekday) days.push(date * 7 + weekday);
    }
  }
  return [minutes.values, hours.values, days, months.values].join(';');
}
