import { CRON_MACROS, type CronProblem } from '../../../domain/cron/cron-expression.js';
import type { CronFieldName } from '../../../domain/cron/cron-field.js';

/** The fields of a schedule as people call them. */
export const FIELD_NAMES: Readonly<Record<CronFieldName, string>> = {
  minutes: 'minute',
  hours: 'hour',
  daysOfMonth: 'day of the month',
  months: 'month',
  daysOfWeek: 'day of the week',
};

/** Why a schedule is not one, and what to write instead; a sentence each. */
export function cronComplaint(problem: CronProblem): { readonly message: string; readonly hint: string } {
  switch (problem.kind) {
    case 'field-count':
      return {
        message: `A schedule has five fields, but this has ${problem.count}.`,
        hint: 'Write minute, hour, day of the month, month and day of the week, for example "0 9 * * 1-5".',
      };
    case 'unknown-macro':
      return {
        message: `"${problem.macro}" is not a macro.`,
        hint: `Write one of ${CRON_MACROS.join(', ')}, or five fields.`,
      };
    case 'never':
      return {
        message: 'This schedule can never fire: none of its months has such a day.',
        hint: 'Choose a day that exists in one of the months.',
      };
    case 'syntax':
      return {
        message: `"${problem.part}" is not understood as ${FIELD_NAMES[problem.field]}.`,
        hint: 'Write *, a number, a name, a range such as 1-5, a list such as 1,15 or a step such as */10.',
      };
    case 'out-of-range':
      return {
        message: `"${problem.part}" is out of range for the ${FIELD_NAMES[problem.field]}.`,
        hint: `Write numbers from ${problem.min} to ${problem.max}.`,
      };
    case 'reversed':
      return {
        message: `The range "${problem.part}" of the ${FIELD_NAMES[problem.field]} is reversed.`,
        hint: `Write ${problem.instead === null ? 'the smaller number first, or two ranges with a comma between them' : `"${problem.instead}"`}.`,
      };
    case 'step-too-large':
      return {
        message: `The step in "${problem.part}" is larger than the range: it would only ever match ${problem.instead ?? 'one value'}.`,
        hint: `Write "${problem.instead ?? problem.min}" if that is what you want, or a smaller step.`,
      };
    case 'refused':
      return {
        message: `This schedule is not accepted: ${problem.reason.replace(/[.\s]+$/, '')}.`,
        hint: problem.instead === null ? 'Write it with numbers.' : `Write "${problem.instead}", which says the same.`,
      };
    case 'step':
      return { message: `The step in "${problem.part}" is zero.`, hint: 'Write a step of at least 1.' };
  }
}
