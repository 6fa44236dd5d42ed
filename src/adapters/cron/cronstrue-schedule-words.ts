import { type CronExpression, parseCronExpression } from '../../domain/cron/cron-expression.js';
import type { ScheduleWords } from '../../domain/cron/schedule-words.js';
import { ANY, plainFields } from './plain-fields.js';

/** What the package says of five fields. */
type Say = (fields: string) => string;

/**
 * Speaks by the package cronstrue, which is loaded when there is something to say. It is asked about what a schedule comes
 * to, not about what is written: of uneven steps, and of steps of days beside a weekday, it would say what doesn’t happen.
 */
export class CronstrueScheduleWords implements ScheduleWords {
  async of(schedule: string): Promise<string | null> {
    const parsed = parseCronExpression(schedule);
    if (!parsed.ok) return null;
    const { default: cronstrue } = await import('cronstrue');
    return said(parsed.value, (fields) => cronstrue.toString(fields, { use24HourTimeFormat: true }));
  }
}

function said(expression: CronExpression, say: Say): string | null {
  const plain = plainFields(expression);
  if (plain === null) return null;
  const { minute, hour, date, month, weekday } = plain;
  const time = `${minute} ${hour}`;
  const behind = (days: string) => say(`${time} ${days}`).slice(say(`${time} * * *`).length);
  const when = say(`${time} * * *`);
  if (date !== ANY && weekday !== ANY) {
    // Either day is enough.
    const weekdays = behind(`* * ${weekday}`).replace(/^, (?:only )?/, ', and also ');
    return `${when}${behind(`${date} * *`)}${weekdays}${behind(`* ${month} *`)}`;
  }
  const days = behind(`${date} ${month} ${weekday}`);
  return days === '' && /^At \d\d:/.test(when) ? `${when}, every day` : when + days;
}
