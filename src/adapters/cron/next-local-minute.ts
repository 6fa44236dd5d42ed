import type { CronExpression, CronField } from '../../domain/cron/cron-expression.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Even 29 February on one weekday comes back within 40 years, also over a century without a leap day. */
const HORIZON_MONTHS = 40 * 12;

/**
 * The first minute at or after `from` that the schedule names, on a calendar without time zones: local times are
 * written as the instant at which UTC shows them. `null` if there is none in 40 years.
 */
export function nextLocalMinute(expression: CronExpression, from: number): number | null {
  const start = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
  const date = new Date(start);
  for (let skipped = 0; skipped <= HORIZON_MONTHS; skipped++) {
    const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + skipped, 1);
    const month = new Date(first);
    if (!expression.months.values.includes(month.getUTCMonth() + 1)) continue;
    const end = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1);
    const found = inMonth(expression, Math.max(first, start), end);
    if (found !== null) return found;
  }
  return null;
}

function inMonth(expression: CronExpression, from: number, end: number): number | null {
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < end; day += DAY_MS) {
    if (!isDay(expression, day)) continue;
    const minute = minuteOfDay(expression, Math.max(0, from - day) / MINUTE_MS);
    if (minute !== null) return day + minute * MINUTE_MS;
  }
  return null;
}

/** POSIX: where day of the month and day of the week are both restricted, either is enough. */
function isDay({ daysOfMonth, daysOfWeek }: CronExpression, day: number): boolean {
  const date = new Date(day);
  const byDate = has(daysOfMonth, date.getUTCDate());
  const byWeekday = has(daysOfWeek, date.getUTCDay());
  return daysOfMonth.star || daysOfWeek.star ? byDate && byWeekday : byDate || byWeekday;
}

function minuteOfDay({ hours, minutes }: CronExpression, from: number): number | null {
  for (const hour of hours.values) {
    const minute = minutes.values.find((value) => hour * 60 + value >= from);
    if (minute !== undefined) return hour * 60 + minute;
  }
  return null;
}

function has(field: CronField, value: number): boolean {
  return field.values.includes(value);
}
