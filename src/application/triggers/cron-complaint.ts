import { CRON_MACROS, type CronProblem } from '../../domain/trigger/cron-expression.js';
import type { CronFieldName } from '../../domain/trigger/cron-field.js';

const FIELDS: Readonly<Record<CronFieldName, string>> = {
  minutes: 'minute',
  hours: 'hour',
  daysOfMonth: 'day of the month',
  months: 'month',
  daysOfWeek: 'day of the week',
};

/** Why a schedule is not one, and what to write instead; a sentence each. */
export function cronComplaint(problem: CronProblem): { readonly message: string; readonly mend: string } {
  switch (problem.kind) {
    case 'field-count':
      return {
        message: `A schedule has five fields, but this has ${problem.count}.`,
        mend: 'Write minute, hour, day of the month, month and day of the week, for example "0 9 * * 1-5".',
      };
    case 'unknown-macro':
      return {
        message: `"${problem.macro}" is not a macro.`,
        mend: `Write one of ${CRON_MACROS.join(', ')}, or five fields.`,
      };
    case 'never':
      return {
        message: 'This schedule can never fire: none of its months has such a day.',
        mend: 'Choose a day that exists in one of the months.',
      };
    case 'syntax':
      return {
        message: `"${problem.part}" is not understood as ${FIELDS[problem.field]}.`,
        mend: 'Write *, a number, a name, a range such as 1-5, a list such as 1,15 or a step such as */10.',
      };
    case 'out-of-range':
      return {
        message: `"${problem.part}" is out of range for the ${FIELDS[problem.field]}.`,
        mend: `Write numbers from ${problem.min} to ${problem.max}.`,
      };
    case 'reversed':
      return {
        message: `The range "${problem.part}" of the ${FIELDS[problem.field]} is reversed.`,
        mend: 'Write the smaller number first, or two ranges with a comma between them.',
      };
    case 'step':
      return { message: `The step in "${problem.part}" is zero.`, mend: 'Write a step of at least 1.' };
  }
}
