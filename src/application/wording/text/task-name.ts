import type { Delayed } from '../../../domain/schedule/at-scheduler.js';

/** What people call a run that waits for its time: `#2`, or its id where it has no number; plain text. */
export function taskName({ id, number }: Pick<Delayed<unknown>, 'id' | 'number'>): string {
  return number === null ? id : `#${number}`;
}
