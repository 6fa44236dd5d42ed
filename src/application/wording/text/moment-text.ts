import type { LocalText } from '../../../domain/schedule/local-text.js';

/** An instant as the clocks of a zone show it, with the zone: `tomorrow 09:00 (UTC+01:00)`. */
export function momentText({ day, time, offset }: LocalText): string {
  return `${day} ${time} (${offset})`;
}

/** The same without seconds. */
export function minuteText({ time, ...local }: LocalText): string {
  return momentText({ ...local, time: time.slice(0, 'hh:mm'.length) });
}

/** That a text, as it was written, is no time. */
export function notATime(written: string): string {
  return `“${written}” is not a delay or a time.`;
}
