import type { CronExpression, CronField } from '../../domain/cron/cron-expression.js';

/** A field that restricts nothing. */
export const ANY = '*';

/** The longest list that is easier to read than the schedule itself. */
const MOST_LISTED = 6;

/** A schedule in five fields that are written as plainly as can be. */
export type PlainFields = Readonly<Record<'minute' | 'hour' | 'date' | 'month' | 'weekday', string>>;

/** The fields that fire at the same times; `null` where one would be a long list, or where both days have to fit. */
export function plainFields({ minutes, hours, daysOfMonth, months, daysOfWeek }: CronExpression): PlainFields | null {
  const minute = listed(minutes, 60) ?? stepped(minutes, 60);
  const hour = listed(hours, 24) ?? (minutes.values.length === 1 ? stepped(hours, 24) : null);
  const [date, month, weekday] = [listed(daysOfMonth, 31), listed(months, 12), listed(daysOfWeek, 7)];
  if (minute === null || hour === null || date === null || month === null || weekday === null) return null;
  const isEither = !daysOfMonth.star && !daysOfWeek.star;
  const restrictsBoth = date !== ANY && weekday !== ANY;
  if (isEither && !restrictsBoth) return { minute, hour, month, date: ANY, weekday: ANY };
  return restrictsBoth && !isEither ? null : { minute, hour, date, month, weekday };
}

/** All values, a row of neighbours, or a short list; steps of minutes are said as steps. */
function listed(field: CronField, size: number): string | null {
  const { values } = field;
  const [first = 0] = values;
  const last = values.at(-1) ?? 0;
  if (values.length === size) return ANY;
  if (values.length > 2 && last - first === values.length - 1) return `${first}-${last}`;
  if (size === 60 && stepped(field, size) !== null) return null;
  return values.length > MOST_LISTED ? null : values.join(',');
}

/** The step, if the values are all of those from 0 that lie in such steps, evenly also over the end. */
function stepped({ values }: CronField, size: number): string | null {
  const step = size / values.length;
  const isEven = values.length > 1 && values.every((value, index) => value === index * step);
  return isEven ? `*/${step}` : null;
}
