import type { CronExpression } from '../../domain/trigger/cron-expression.js';
import { CRON_FIELDS } from '../../domain/trigger/cron-field.js';

/** The schedule with lists of numbers in the place of names and ranges; fields that begin with a star stay as they are. */
export function sameInDigits(schedule: string, expression: CronExpression): string {
  const texts = schedule.split(/[ \t]+/);
  return CRON_FIELDS.map(({ name }, index) => {
    const text = texts[index] ?? '*';
    return expression[name].star || /^\d+$/.test(text) ? text : expression[name].values.join(',');
  }).join(' ');
}
