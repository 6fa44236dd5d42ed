import { fail, ok, type Result } from '../result.js';

/** The five fields of a schedule. */
export type CronFieldName = 'minutes' | 'hours' | 'daysOfMonth' | 'months' | 'daysOfWeek';

/** What may stand in a field. `names` are for the values from `min` on. */
export interface CronFieldRule {
  readonly name: CronFieldName;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

/** Why a part of a field is not right; `part` is that part as written. */
export interface CronFieldProblem {
  readonly kind: 'syntax' | 'out-of-range' | 'reversed' | 'step';
  readonly field: CronFieldName;
  readonly part: string;
  readonly min: number;
  readonly max: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The fields in the order in which they are written. Sunday is 0 or 7. */
export const CRON_FIELDS: readonly CronFieldRule[] = [
  { name: 'minutes', min: 0, max: 59, names: [] },
  { name: 'hours', min: 0, max: 23, names: [] },
  { name: 'daysOfMonth', min: 1, max: 31, names: [] },
  { name: 'months', min: 1, max: 12, names: MONTHS },
  { name: 'daysOfWeek', min: 0, max: 7, names: WEEKDAYS },
];

type PartProblem = CronFieldProblem['kind'];

/** Reads one field: a comma list of `*`, `N`, `A-B`, each perhaps with a step `/S`. */
export function parseCronField(
  text: string,
  rule: CronFieldRule,
): Result<{ readonly values: readonly number[]; readonly star: boolean }, CronFieldProblem> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const range = parsePart(part, rule);
    if (!range.ok) return fail({ kind: range.problem, field: rule.name, part, min: rule.min, max: rule.max });
    const { first, last, step } = range.value;
    for (let value = first; value <= last; value += step) values.add(sundayOnce(value, rule));
  }
  return ok({ values: [...values].sort((a, b) => a - b), star: text.startsWith('*') });
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

function parsePart(part: string, rule: CronFieldRule): Result<Range, PartProblem> {
  const match = /^(?:(\*)|([0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?)(?:\/(\d+))?$/.exec(part);
  if (match === null) return fail('syntax');
  const [, star, from = '', to, every] = match;
  const step = every === undefined ? 1 : Number(every);
  if (step < 1) return fail('step');
  if (star !== undefined) return ok({ first: rule.min, last: lastOf(rule), step });
  const first = numberOf(from, rule);
  if (!first.ok) return first;
  if (to === undefined) {
    return ok({
      first: first.value,
      last: every === undefined ? first.value : Math.max(first.value, lastOf(rule)),
      step,
    });
  }
  const last = numberOf(to, rule);
  if (!last.ok) return last;
  const end = isSunday(to, rule) && first.value > 0 ? 7 : last.value;
  return first.value > end ? fail('reversed') : ok({ first: first.value, last: end, step });
}

function numberOf(text: string, rule: CronFieldRule): Result<number, PartProblem> {
  const named = rule.names.indexOf(text.toLowerCase());
  if (named !== -1) return ok(rule.min + named);
  if (!/^\d+$/.test(text)) return fail('syntax');
  const value = Number(text);
  return value >= rule.min && value <= rule.max ? ok(value) : fail('out-of-range');
}

/** At the end of a range the name of Sunday means the end of the week: `fri-sun`. */
function isSunday(text: string, rule: CronFieldRule): boolean {
  return rule.name === 'daysOfWeek' && text.toLowerCase() === 'sun';
}

/** Sunday has two numbers; a star must not count it twice. */
function lastOf(rule: CronFieldRule): number {
  return rule.name === 'daysOfWeek' ? 6 : rule.max;
}

function sundayOnce(value: number, rule: CronFieldRule): number {
  return rule.name === 'daysOfWeek' ? value % 7 : value;
}
