import type { Cron } from '../../../domain/trigger/trigger.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * When a cron fires, in words where that is short (`9:00 AM Mon–Fri (Melbourne)`), else as it is written. `zone` is the
 * default for crons that name none.
 */
export function describeSchedule({ schedule, at, timezone }: Cron, zone: string | null): string {
  const place = placeOf(timezone ?? zone);
  if (schedule === null) return `${at ?? ''}${place}`.trim();
  const [minute = '', hour = '', day, month, weekday = '', ...more] = schedule.trim().split(/\s+/);
  const time = timeOf(hour, minute);
  const days = daysOf(weekday);
  const simple = time !== null && days !== null && day === '*' && month === '*' && more.length === 0;
  return simple ? `${time} ${days}${place}` : schedule;
}

function timeOf(hour: string, minute: string): string | null {
  if (!/^\d{1,2}$/.test(hour) || !/^\d{1,2}$/.test(minute)) return null;
  const [h, m] = [Number(hour), Number(minute)];
  if (h > 23 || m > 59) return null;
  return `${h % 12 === 0 ? 12 : h % 12}:${`${m}`.padStart(2, '0')} ${h < 12 ? 'AM' : 'PM'}`;
}

/** A single day, a range, or a list of single days; `null` for anything else. */
function daysOf(weekday: string): string | null {
  if (weekday === '*') return 'daily';
  const range = /^([0-7])-([0-7])$/.exec(weekday);
  if (range !== null) return `${nameOf(range[1])}–${nameOf(range[2])}`;
  const list = weekday.split(',');
  return list.every((one) => /^[0-7]$/.test(one)) ? list.map(nameOf).join(',') : null;
}

function nameOf(digit = ''): string {
  return DAYS[Number(digit) % 7] ?? '';
}

function placeOf(zone: string | null): string {
  return zone === null ? '' : ` (${zone.split('/').at(-1)?.replaceAll('_', ' ')})`;
}
