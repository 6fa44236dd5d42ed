import { type CronExpression, expandedSchedule, longestMonth, parseCronExpression } from './cron-expression.js';
import { CRON_FIELDS, type CronFieldName, parseCronField } from './cron-field.js';

/** What a schedule says that it may not mean, although it can fire. */
export type ScheduleDoubt =
  /** The step does not divide its field, so the last gap is shorter than all others. */
  | {
      readonly kind: 'uneven-step';
      readonly field: CronFieldName;
      readonly part: string;
      readonly values: readonly number[];
    }
  /** A list that has a star in it is everything. */
  | { readonly kind: 'star-in-list'; readonly field: CronFieldName; readonly part: string }
  /** None of the days exists in a month that is named; January is 1. */
  | { readonly kind: 'no-such-date'; readonly month: number };

/** What a person should look at in a schedule once more; nothing for a text that is no schedule. */
export function scheduleDoubts(schedule: string): readonly ScheduleDoubt[] {
  const expression = parseCronExpression(schedule);
  if (!expression.ok) return [];
  const texts = expandedSchedule(schedule).split(/[ \t]+/);
  return [
    ...CRON_FIELDS.flatMap(({ name }, index) => fieldDoubts(name, texts[index] ?? '', expression.value)),
    ...emptyMonths(expression.value),
  ];
}

function fieldDoubts(field: CronFieldName, text: string, { hours }: CronExpression): readonly ScheduleDoubt[] {
  const parts = text.split(',');
  const everything: ScheduleDoubt[] =
    parts.length > 1 && parts.includes('*') ? [{ kind: 'star-in-list', field, part: text }] : [];
  // In one hour of the day the gap over the end of the hour never comes.
  const isCyclic = field !== 'minutes' || hours.values.length > 1;
  return [...everything, ...(isCyclic ? parts.flatMap((part) => unevenStep(field, part)) : [])];
}

/** Days of the month begin anew each month, as everybody knows; only a step that fires once or twice is not meant. */
function unevenStep(field: CronFieldName, part: string): readonly ScheduleDoubt[] {
  const step = Number(/^(?:\*|[0-9A-Za-z]+)\/(\d+)$/.exec(part)?.[1] ?? 1);
  const rule = CRON_FIELDS.find(({ name }) => name === field);
  const parsed = rule === undefined ? null : parseCronField(part, rule);
  if (step === 1 || rule === undefined || parsed?.ok !== true) return [];
  const { values } = parsed.value;
  const size = field === 'daysOfWeek' ? 7 : rule.max - rule.min + 1;
  const lastGap = (values[0] ?? 0) + size - (values.at(-1) ?? 0);
  const isMeant = field === 'daysOfMonth' ? values.length > 2 : lastGap === step;
  return isMeant ? [] : [{ kind: 'uneven-step', field, part, values }];
}

function emptyMonths({ daysOfMonth, months }: CronExpression): readonly ScheduleDoubt[] {
  if (daysOfMonth.star || months.star) return [];
  const [first = 1] = daysOfMonth.values;
  const empty = months.values.filter((month) => first > longestMonth(month));
  return empty.map((month) => ({ kind: 'no-such-date', month }));
}
