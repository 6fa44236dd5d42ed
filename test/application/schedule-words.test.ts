import { expect } from 'chai';
import { scheduleInWords } from '../../src/application/wording/schedule/schedule-words.js';
import { type CronExpression, parseCronExpression } from '../../src/domain/cron/cron-expression.js';

function parsed(schedule: string): CronExpression {
  const expression = parseCronExpression(schedule);
  if (!expression.ok) throw new Error(`${schedule}: ${expression.problem.kind}`);
  return expression.value;
}

const inWords = (schedule: string) => scheduleInWords(parsed(schedule));

describe('a schedule in plain words', () => {
  const vectors: readonly (readonly [schedule: string, words: string | null])[] = [
    ['* * * * *', 'every minute, every day'],
    ['*/15 * * * *', 'every 15 minutes, every day'],
    ['0 * * * *', 'every hour, on the hour, every day'],
    ['5 * * * *', 'every hour at :05, every day'],
    ['5,35 * * * *', 'every hour at :05 and :35, every day'],
    ['0 9 * * 1-5', 'at 9:00 AM, Monday to Friday'],
    ['30 14 * * 0,6', 'at 2:30 PM, on Sunday and Saturday'],
    ['0 0 * * *', 'at 12:00 AM, every day'],
    ['0 9,17 * * *', 'at 9:00 AM and 5:00 PM, every day'],
    ['*/15 9-17 * * mon-fri', 'every 15 minutes from 9:00 AM to 5:45 PM, Monday to Friday'],
    ['*/20 9 * * *', 'every 20 minutes from 9:00 AM to 9:40 AM, every day'],
    ['0 9-17 * * *', 'every hour from 9:00 AM to 5:00 PM, every day'],
    ['30 */4 * * *', 'every 4 hours from 12:30 AM, every day'],
    ['0 9 1 * *', 'at 9:00 AM, on the 1st of the month'],
    ['0 9 1,15,22 * *', 'at 9:00 AM, on the 1st, 15th and 22nd of the month'],
    ['0 9 1-7 * *', 'at 9:00 AM, from the 1st to the 7th of the month'],
    ['0 0 13 * 5', 'at 12:00 AM, on the 13th of the month and also on Friday'],
    ['0 0 */10 * 5', 'at 12:00 AM, on the 1st, 11th, 21st and 31st of the month, but only on Friday'],
    ['@yearly', 'at 12:00 AM, on the 1st of the month, in January'],
    ['0 8 * 6-8 *', 'at 8:00 AM, every day, June to August'],
    ['*/7 * * * *', null],
    ['0 0 */2 * *', null],
    ['*/15 1,5 * * *', null],
    ['1,2,3,5,8,13,21 * * * *', null],
  ];
  for (const [schedule, words] of vectors) {
    it(`${schedule} is ${words ?? 'left as it is written'}`, () => expect(inWords(schedule)).to.equal(words));
  }

  it('never reads the same as one that fires at other times', () => {
    const minutes = ['*', '0', '5', '*/15', '*/20', '0,20,40', '0-59', '*/7', '0,30', '1-3', '0/15', '45-59/2'];
    const hours = ['*', '0', '9', '12', '9-17', '*/2', '*/8', '0,12', '22-23', '0-23', '1,2,3,5'];
    const dates = ['*', '1', '1-31', '*/2', '*/10', '1,11,21,31', '13'];
    const months = ['*', '1', '1-12', '6-8', '*/6'];
    const weekdays = ['*', '0', '7', '1-5', '0-6', '*/2', '0,2,4,6', '5-7', '5'];
    const meanings = new Map<string, string>();
    for (const minute of minutes)
      for (const hour of hours)
        for (const date of dates)
          for (const month of months)
            for (const weekday of weekdays) {
              const expression = parsed(`${minute} ${hour} ${date} ${month} ${weekday}`);
              const words = scheduleInWords(expression);
              if (words === null) continue;
              const meaning = meaningOf(expression);
              expect(meanings.get(words) ?? meaning, words).to.equal(meaning);
              meanings.set(words, meaning);
            }
    expect(meanings.size).to.be.greaterThan(1_000);
  });
});

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
