import type { LocalText } from '../../../domain/schedule/local-text.js';

/** An instant as the chat’s clocks show it: `tomorrow 09:00`. */
export function momentText({ day, time }: LocalText): string {
  return `${day} ${time}`;
}

/** The same without seconds. */
export function minuteText({ time, ...local }: LocalText): string {
  return momentText({ ...local, time: time.slice(0, 'hh:mm'.length) });
}

/** That a text, as it was written, is no time. */
export function notATime(written: string): string {
  return `“${written}” is not a time that Untether understands.`;
}
