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

/** Why a part of a field is not right. `step-too-large`: it would match one value only, so it is no step. */
export interface CronFieldProblem {
  readonly kind: 'syntax' | 'out-of-range' | 'reversed' | 'step' | 'step-too-large';
  readonly field: CronFieldName;
  /** As written. */
  readonly part: string;
  readonly min: number;
  readonly max: number;
  /** What to write instead of the part, where that can be told. */
  readonly instead: string | null;
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

type PartProblem = Pick<CronFieldProblem, 'kind' | 'instead'>;

/** Reads one field: a comma list of `*`, `N`, `A-B`, each perhaps with a step `/S`. */
export function parseCronField(
  text: string,
  rule: CronFieldRule,
): Result<{ readonly values: readonly number[]; readonly star: boolean }, CronFieldProblem> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const range = parsePart(part, rule);
    if (!range.ok) return fail({ ...range.problem, field: rule.name, part, min: rule.min, max: rule.max });
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
  if (match === null) return wrong('syntax');
  const [, star, from = '', to, every] = match;
  const step = every === undefined ? 1 : Number(every);
  if (step < 1) return wrong('step');
  if (star !== undefined) return stepped({ first: rule.min, last: lastOf(rule), step }, sizeOf(rule));
  const first = numberOf(from, rule);
  if (!first.ok) return first;
  if (to === undefined) {
    const last = every === undefined ? first.value : Math.max(first.value, lastOf(rule));
    return stepped({ first: first.value, last, step }, sizeOf(rule));
  }
  const last = numberOf(to, rule);
  if (!last.ok) return last;
  const end = isSunday(to, rule) && first.value > 0 ? 7 : last.value;
  if (first.value <= end) return stepped({ first: first.value, last: end, step }, 0);
  return wrong('reversed', every === undefined ? `${from}-${lastOf(rule)},${rule.min}-${to}` : null);
}

/** A step that skips all but the first value says nothing, unless it is as long as the field: every 60 minutes is once an hour. */
function stepped(range: Range, size: number): Result<Range, PartProblem> {
  const { first, last, step } = range;
  const isStep = step === 1 || step <= last - first || step === size;
  return isStep ? ok(range) : wrong('step-too-large', `${first}`);
}

function wrong(kind: PartProblem['kind'], instead: string | null = null): Result<never, PartProblem> {
  return fail({ kind, instead });
}

function numberOf(text: string, rule: CronFieldRule): Result<number, PartProblem> {
  const named = rule.names.indexOf(text.toLowerCase());
  if (named !== -1) return ok(rule.min + named);
  if (!/^\d+$/.test(text)) return wrong('syntax');
  const value = Number(text);
  return value >= rule.min && value <= rule.max ? ok(value) : wrong('out-of-range');
}

/** At the end of a range the name of Sunday means the end of the week: `fri-sun`. */
function isSunday(text: string, rule: CronFieldRule): boolean {
  return rule.name === 'daysOfWeek' && text.toLowerCase() === 'sun';
}

function sizeOf(rule: CronFieldRule): number {
  return lastOf(rule) - rule.min + 1;
}

/** Sunday has two numbers; a star must not count it twice. */
function lastOf(rule: CronFieldRule): number {
  return rule.name === 'daysOfWeek' ? 6 : rule.max;
}

function sundayOnce(value: number, rule: CronFieldRule): number {
  return rule.name === 'daysOfWeek' ? value % 7 : value;
}
