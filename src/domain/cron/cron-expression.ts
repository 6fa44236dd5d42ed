import { fail, ok, type Result } from '../result.js';
import { CRON_FIELDS, type CronFieldName, type CronFieldProblem, parseCronField } from './cron-field.js';

/** The values at which one field of a schedule matches, in ascending order. */
export interface CronField {
  readonly values: readonly number[];
  /** Whether the field was written with a leading `*`: Vixie's star bit, which decides the rule for days. */
  readonly star: boolean;
}

/** A schedule as sets of values. Days of the week are 0 (Sunday) to 6. */
export type CronExpression = Readonly<Record<CronFieldName, CronField>>;

/**
 * Why a text is not a schedule. `never`: it is well formed but names days that no month has; `refused`: so says the
 * package that judges schedules, and `instead` says the same in a way that it takes.
 */
export type CronProblem =
  | { readonly kind: 'field-count'; readonly count: number }
  | { readonly kind: 'unknown-macro'; readonly macro: string }
  | CronFieldProblem
  | { readonly kind: 'never' }
  | { readonly kind: 'refused'; readonly reason: string; readonly instead: string | null };

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** The macros that stand for a schedule. */
export const CRON_MACROS: readonly string[] = Object.keys(MACROS);

/** The five fields that a macro stands for; any other text as it is, without the blanks around it. */
export function expandedSchedule(text: string): string {
  const written = text.trim();
  const name = written.toLowerCase();
  return (Object.hasOwn(MACROS, name) ? MACROS[name] : null) ?? written;
}

/**
 * Reads a schedule: the five fields of POSIX crontab with Vixie cron's names, ranges, steps and macros. `N/S`, which
 * neither of them knows, means from `N` to the end in steps of `S`; the week ends on Saturday.
 */
export function parseCronExpression(text: string): Result<CronExpression, CronProblem> {
  const written = expandedSchedule(text);
  if (written.startsWith('@')) return fail({ kind: 'unknown-macro', macro: written });
  const parts = written === '' ? [] : written.split(/[ \t]+/);
  if (parts.length !== CRON_FIELDS.length) return fail({ kind: 'field-count', count: parts.length });
  const fields: Partial<Record<CronFieldName, CronField>> = {};
  for (const [index, field] of CRON_FIELDS.entries()) {
    const parsed = parseCronField(parts[index] ?? '', field);
    if (!parsed.ok) return parsed;
    fields[field.name] = parsed.value;
  }
  const expression = fields as CronExpression;
  return canFire(expression) ? ok(expression) : fail({ kind: 'never' });
}

/** With an unrestricted weekday only the day of the month counts, and it has to exist in one of the months. */
function canFire({ daysOfMonth, months, daysOfWeek }: CronExpression): boolean {
  const firstDay = daysOfMonth.values[0] ?? Infinity;
  const onlyDates = !daysOfMonth.star && daysOfWeek.star;
  return !onlyDates || months.values.some((month) => firstDay <= longestMonth(month));
}

/** How many days a month has at most; January is 1. */
export function longestMonth(month: number): number {
  if (month === 2) return 29;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
