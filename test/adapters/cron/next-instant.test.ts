import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../../src/adapters/cron/intl-cron-calendar.js';

const MINUTE_MS = 60_000;
const DAYS = 4;

/** Zones and a day shortly before their clocks change, or don't. */
const PLACES: readonly (readonly [zone: string, from: string])[] = [
  ['Europe/Berlin', '2026-03-27T00:00Z'],
  ['Europe/Berlin', '2026-10-23T00:00Z'],
  ['America/New_York', '2027-03-12T00:00Z'],
  ['America/New_York', '2026-10-30T00:00Z'],
  ['Australia/Lord_Howe', '2026-10-02T00:00Z'],
  ['Australia/Lord_Howe', '2027-04-02T00:00Z'],
  ['Africa/Cairo', '2026-04-22T00:00Z'],
  ['Africa/Cairo', '2026-10-28T00:00Z'],
  ['Asia/Kathmandu', '2026-02-26T00:00Z'],
];

interface Field {
  readonly text: string;
  readonly star: boolean;
  readonly has: (value: number) => boolean;
}

interface Schedule {
  readonly minute: Field;
  readonly hour: Field;
  readonly day: Field;
  readonly weekday: Field;
}

function field(min: number, usual: readonly number[]): fc.Arbitrary<Field> {
  return fc.oneof(
    fc.constant({ text: '*', star: true, has: () => true }),
    fc.integer({ min: 2, max: 7 }).map((step) => ({
      text: `*/${step}`,
      star: true,
      has: (value: number) => (value - min) % step === 0,
    })),
    {
      weight: 3,
      arbitrary: fc
        .uniqueArray(fc.constantFrom(...usual), { minLength: 1, maxLength: 3 })
        .map((values) => ({ text: values.join(','), star: false, has: (value: number) => values.includes(value) })),
    },
  );
}

const SCHEDULES: fc.Arbitrary<Schedule> = fc.record({
  minute: field(0, [0, 1, 15, 29, 30, 45, 59]),
  hour: field(0, [0, 1, 2, 3, 12, 23]),
  day: field(1, [1, 2, 4, 14, 24, 25, 29, 30]),
  weekday: field(0, [0, 1, 3, 5, 6]),
});

/** Every minute of the window: its instant, and what a clock on the wall shows, as minutes since the epoch. */
function wallClock(zone: string, from: string): readonly (readonly [instant: number, shown: number])[] {
  const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('sv-SE', options);
  return Array.from({ length: DAYS * 1_440 }, (_, index) => {
    const instant = Date.parse(from) + index * MINUTE_MS;
    return [instant, Date.parse(`${format.format(instant).replace(' ', 'T')}Z`) / MINUTE_MS] as const;
  });
}

function shows({ minute, hour, day, weekday }: Schedule, shown: number): boolean {
  const date = new Date(shown * MINUTE_MS);
  const [byDate, byWeekday] = [day.has(date.getUTCDate()), weekday.has(date.getUTCDay())];
  const isDay = day.star || weekday.star ? byDate && byWeekday : byDate || byWeekday;
  return isDay && hour.has(date.getUTCHours()) && minute.has(date.getUTCMinutes());
}

/** Goes through the window minute by minute, as a cron daemon that looks at the clock does. */
function firings(schedule: Schedule, minutes: ReturnType<typeof wallClock>): readonly number[] {
  const followsClock = schedule.minute.star || schedule.hour.star;
  const fired: number[] = [];
  let latest = (minutes[0]?.[1] ?? 0) - 1;
  for (const [instant, shown] of minutes) {
    const first = followsClock ? shown : latest + 1;
    for (let minute = first; minute <= shown; minute++) {
      if (shows(schedule, minute) && fired.at(-1) !== instant) fired.push(instant);
    }
    latest = Math.max(latest, shown);
  }
  return fired;
}

describe('the next instant', () => {
  const calendar = new IntlCronCalendar();

  for (const [timezone, from] of PLACES) {
    it(`is that of a daemon which looks at the clock every minute: ${timezone} from ${from}`, () => {
      const minutes = wallClock(timezone, from);
      const start = Date.parse(from);
      const end = start + DAYS * 1_440 * MINUTE_MS;
      const jump = minutes.findIndex(([, shown], index) => shown !== (minutes[index - 1]?.[1] ?? shown - 1) + 1);
      const change = minutes[jump]?.[0] ?? start + (DAYS / 2) * 1_440 * MINUTE_MS;
      const moments = fc.oneof(
        fc.integer({ min: 0, max: (DAYS - 1) * 1_440 * 60 }).map((second) => start + second * 1_000),
        fc.integer({ min: -60, max: 60 }).map((minute) => change + minute * MINUTE_MS),
      );
      fc.assert(
        fc.property(SCHEDULES, moments, (parts, after) => {
          const { minute, hour, day, weekday } = parts;
          const schedule = `${minute.text} ${hour.text} ${day.text} * ${weekday.text}`;
          const expected = firings(parts, minutes).find((instant) => instant > after) ?? null;
          const next = calendar.next({ schedule, at: null, timezone }, null, after);
          const found = next === null || next >= end ? null : next;
          expect(found, `${schedule} after ${new Date(after).toISOString()}`).to.equal(expected);
        }),
        { numRuns: 400 },
      );
    });
  }
});
