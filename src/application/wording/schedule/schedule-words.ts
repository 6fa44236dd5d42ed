import type { CronExpression, CronField } from '../../../domain/cron/cron-expression.js';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The longest list that is easier to read than the schedule itself. */
const MOST_LISTED = 6;

/**
 * When a schedule fires, in a few words (`every 15 minutes from 9:00 AM to 5:45 PM, Monday to Friday`); `null` where it
 * would take many. What reads the same fires the same.
 */
export function scheduleInWords(expression: CronExpression): string | null {
  const parts = [timesText(expression), daysText(expression), monthsText(expression.months)];
  if (parts.includes(null)) return null;
  return parts.filter((part) => part !== '').join(', ');
}

function timesText({ minutes, hours }: CronExpression): string | null {
  const everyHour = hours.values.length === 24;
  const step = stepOf(minutes.values, 60);
  if (step !== null) return everyMinutes(step, hours);
  const [minute = 0] = minutes.values;
  if (minutes.values.length === 1) {
    const hourStep = stepOf(hours.values, 24);
    if (everyHour) return minute === 0 ? 'every hour, on the hour' : `every hour at ${past(minute)}`;
    if (hourStep !== null && hourStep < 12) return `every ${hourStep} hours from ${clock(0, minute)}`;
    const run = runOf(hours.values);
    if (run !== null) return `every hour from ${clock(run.first, minute)} to ${clock(run.last, minute)}`;
  }
  if (everyHour) return minutes.values.length > MOST_LISTED ? null : `every hour at ${list(minutes.values.map(past))}`;
  const times = hours.values.flatMap((hour) => minutes.values.map((value) => clock(hour, value)));
  return times.length > MOST_LISTED ? null : `at ${list(times)}`;
}

function everyMinutes(step: number, hours: CronField): string | null {
  const how = step === 1 ? 'every minute' : `every ${step} minutes`;
  if (hours.values.length === 24) return how;
  const [only = 0] = hours.values;
  const run = hours.values.length === 1 ? { first: only, last: only } : runOf(hours.values);
  return run === null ? null : `${how} from ${clock(run.first, 0)} to ${clock(run.last, 60 - step)}`;
}

/** POSIX: where both days are restricted, either is enough; a field that begins with a star only restricts further. */
function daysText({ daysOfMonth, daysOfWeek }: CronExpression): string | null {
  const dates = daysOfMonth.values.length === 31 ? '' : datesText(daysOfMonth.values);
  const weekdays = daysOfWeek.values.length === 7 ? '' : weekdaysText(daysOfWeek.values);
  if (dates === null || weekdays === null) return null;
  if (!daysOfMonth.star && !daysOfWeek.star) {
    return dates === '' || weekdays === '' ? 'every day' : `${dates} and also ${weekdays}`;
  }
  if (dates === '' && weekdays === '') return 'every day';
  if (dates === '') return weekdays;
  return weekdays === '' ? dates : `${dates}, but only ${weekdays}`;
}

function datesText(values: readonly number[]): string | null {
  const run = runOf(values);
  if (run !== null) return `from the ${ordinal(run.first)} to the ${ordinal(run.last)} of the month`;
  return values.length > MOST_LISTED ? null : `on the ${list(values.map(ordinal))} of the month`;
}

function weekdaysText(values: readonly number[]): string {
  const names = values.map((value) => DAYS[value] ?? '');
  const run = runOf(values);
  return run === null ? `on ${list(names)}` : `${names[0]} to ${names.at(-1)}`;
}

function monthsText({ values }: CronField): string {
  if (values.length === 12) return '';
  const names = values.map(monthName);
  return runOf(values) === null ? `in ${list(names)}` : `${names[0]} to ${names.at(-1)}`;
}

/** The name of a month; January is 1. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? '';
}

/** The step, if the values are all of those from 0 that lie in such steps, evenly also over the end. */
function stepOf(values: readonly number[], size: number): number | null {
  const step = size / values.length;
  return values.length > 1 && values.every((value, index) => value === index * step) ? step : null;
}

/** First and last of three or more neighbours. */
function runOf(values: readonly number[]): { readonly first: number; readonly last: number } | null {
  const [first = 0] = values;
  const last = values.at(-1) ?? 0;
  return values.length > 2 && last - first === values.length - 1 ? { first, last } : null;
}

function clock(hour: number, minute: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}:${`${minute}`.padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

function past(minute: number): string {
  return `:${`${minute}`.padStart(2, '0')}`;
}

function ordinal(day: number): string {
  const ending = day > 3 && day < 21 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function list(words: readonly string[]): string {
  return words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
