import type { CronCalendar } from '../../src/domain/ports/cron-calendar.js';
import { Random } from '../faults/random.js';
import { firings } from './daemon.js';
import { type Pick, randomSchedule, type Schedule } from './random-schedule.js';
import { type Spell, spells } from './wall-clock.js';

const FROM = Date.UTC(2024, 0, 1) / 60_000;
const TO = Date.UTC(2031, 0, 1) / 60_000;
/** The daemon is started so long before, so that a change at the very beginning is one to it. */
const BEFORE = 3 * 1_440;

/** A schedule, a zone and an instant for which the calendar and the oracle don't agree. */
export interface Difference {
  readonly schedule: string;
  readonly zone: string;
  readonly after: string;
  readonly oracle: string | null;
  readonly calendar: string | null;
}

/** What is compared. */
export interface Comparison {
  readonly seed: number;
  readonly zones: readonly string[];
  /** How many schedules each zone gets. */
  readonly schedules: number;
  /** How many instants are asked for with each schedule. */
  readonly instants: number;
}

/** Asks the calendar for next instants and compares each with the oracle's; the result is told zone by zone. */
export function* compare(calendar: CronCalendar, { seed, zones, schedules, instants }: Comparison) {
  for (const [index, zone] of zones.entries()) {
    const random = new Random(seed + index);
    const pick: Pick = (limit) => random.below(limit);
    const clock = spells(zone, FROM - BEFORE, TO);
    const differences: Difference[] = [];
    for (let round = 0; round < schedules; round++) {
      differences.push(...compareOne(calendar, zone, clock, instants, pick));
    }
    yield { zone, comparisons: schedules * instants, differences };
  }
}

function compareOne(
  calendar: CronCalendar,
  zone: string,
  clock: readonly Spell[],
  instants: number,
  pick: Pick,
): readonly Difference[] {
  const schedule = randomSchedule(pick);
  const fired = firings(schedule, clock, TO);
  const differences: Difference[] = [];
  for (let n = 0; n < instants; n++) {
    const after = moment(clock, fired, pick);
    const expected = firstAfter(fired, after);
    const found = ask(calendar, schedule, zone, after);
    if (found === expected) continue;
    const described = { schedule: schedule.text, zone, after: new Date(after).toISOString() };
    differences.push({ ...described, oracle: iso(expected), calendar: typeof found === 'string' ? found : iso(found) });
  }
  return differences;
}

function ask(calendar: CronCalendar, { text }: Schedule, timezone: string, after: number): number | string | null {
  try {
    const next = calendar.next({ schedule: text, at: null, timezone }, null, after);
    return next === null || next >= TO * 60_000 ? null : next;
  } catch (cause) {
    return `${cause}`;
  }
}

/** Around a change of the clocks, around a firing, or anywhere; in milliseconds, often just beside a minute. */
function moment(clock: readonly Spell[], fired: Int32Array, pick: Pick): number {
  const kind = pick(10);
  const changes = clock.slice(1);
  const change = changes[pick(changes.length)];
  const firing = fired[pick(fired.length)];
  const beside = [0, -1, 1, pick(60_000)][pick(4)] ?? 0;
  if (kind < 4 && change !== undefined) return inside(change.from - 240 + pick(480)) * 60_000 + beside;
  if (kind < 7 && firing !== undefined) return inside(firing) * 60_000 + beside;
  return (FROM + pick(TO - FROM)) * 60_000 + beside;
}

function inside(minute: number): number {
  return Math.max(FROM, Math.min(minute, TO - 1));
}

function firstAfter(fired: Int32Array, after: number): number | null {
  let [low, high] = [0, fired.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((fired[middle] ?? 0) * 60_000 > after) high = middle;
    else low = middle + 1;
  }
  const found = fired[low];
  return found === undefined ? null : found * 60_000;
}

function iso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
