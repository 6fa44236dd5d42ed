import { CRON_FIELDS } from '../../domain/cron/cron-field.js';

/** The schedule with numbers in the place of names; a Sunday at the end of a range is 7 there, as the range says. */
export function sameInDigits(schedule: string): string {
  const texts = schedule.toLowerCase().split(/[ \t]+/);
  return CRON_FIELDS.map(({ names, min }, index) => {
    const text = (texts[index] ?? '').replace(/(?<!sun)-sun\b/g, '-7');
    return text.replace(/[a-z]{3}/g, (name) => `${min + names.indexOf(name)}`);
  }).join(' ');
}
