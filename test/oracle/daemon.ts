import type { Schedule } from './random-schedule.js';
import type { Spell } from './wall-clock.js';

const DAY = 1_440;
const THREE_HOURS = 180;

/**
 * The minutes at which Debian's cron starts the job: it looks at the clock on the wall every minute and compares it with
 * the last minute that it dealt with (`cron.c` of cron 3.0pl1). One start a minute, however many skipped times it is for.
 */
export function firings(schedule: Schedule, clock: readonly Spell[], to: number): Int32Array {
  const { stars } = schedule;
  const wild = stars[0] === true || stars[1] === true;
  const shows = matcher(schedule);
  const fired: number[] = [];
  let dealtWith = (clock[0]?.from ?? 0) + (clock[0]?.ahead ?? 0) - 1;
  for (const [index, { from, ahead }] of clock.entries()) {
    const end = clock[index + 1]?.from ?? to;
    for (let minute = from; minute < end; minute++) {
      const shown = minute + ahead;
      const difference = shown - dealtWith;
      if (difference === 1 || difference > THREE_HOURS || difference <= -THREE_HOURS) {
        dealtWith = shown;
        if (shows(shown)) fired.push(minute);
      } else if (difference > 5) {
        let starts = wild && shows(shown);
        while (dealtWith < shown) if (shows(++dealtWith) && !wild) starts = true;
        if (starts) fired.push(minute);
      } else if (difference > 1) {
        let starts = false;
        while (dealtWith < shown) if (shows(++dealtWith)) starts = true;
        if (starts) fired.push(minute);
      } else if (wild && shows(shown)) fired.push(minute);
    }
  }
  return Int32Array.from(fired);
}

/** Whether a schedule names the minute that a clock shows; days are looked at once. */
function matcher({ minutes, hours, daysOfMonth, months, daysOfWeek, stars }: Schedule): (shown: number) => boolean {
  const ofDay = new Uint8Array(DAY);
  for (let minute = 0; minute < DAY; minute++) {
    ofDay[minute] = hours.has(Math.floor(minute / 60)) && minutes.has(minute % 60) ? 1 : 0;
  }
  const isDay = (day: number): boolean => {
    const date = new Date(day * DAY * 60_000);
    const byDate = daysOfMonth.has(date.getUTCDate());
    const byWeekday = daysOfWeek.has(date.getUTCDay());
    const fitting = stars[2] === true || stars[4] === true ? byDate && byWeekday : byDate || byWeekday;
    return months.has(date.getUTCMonth() + 1) && fitting;
  };
  let [today, fits] = [Number.NaN, false];
  return (shown) => {
    const day = Math.floor(shown / DAY);
    if (day !== today) [today, fits] = [day, isDay(day)];
    return fits && ofDay[shown - day * DAY] === 1;
  };
}
