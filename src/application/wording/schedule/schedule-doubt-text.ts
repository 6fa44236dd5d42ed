import type { ScheduleDoubt } from '../../../domain/cron/schedule-doubts.js';
import { FIELD_NAMES } from './cron-complaint.js';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];

/** What a schedule may not mean, and what to do about it; a sentence each. */
export function scheduleDoubtText(doubt: ScheduleDoubt): { readonly message: string; readonly hint: string } {
  switch (doubt.kind) {
    case 'uneven-step':
      return {
        message: `The steps of "${doubt.part}" are not all equal: it matches ${FIELD_NAMES[doubt.field]} ${listed(doubt.values)}, then starts over.`,
        hint: 'Choose a step that divides the field evenly, or list the values that you want.',
      };
    case 'star-in-list':
      return {
        message: `"${doubt.part}" has a * in its list, so every ${FIELD_NAMES[doubt.field]} matches.`,
        hint: 'Write * alone, or delete it from the list.',
      };
    case 'no-such-date':
      return {
        message: `${MONTHS[doubt.month - 1] ?? ''} has none of these days of the month.`,
        hint: 'Delete the month, or choose a day that it has.',
      };
  }
}

function listed(values: readonly number[]): string {
  return values.length > 6 ? `${values.slice(0, 3).join(', ')}, … ${values.at(-1)}` : values.join(', ');
}
