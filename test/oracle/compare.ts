import type { CronCalendar } from '../../src/domain/cron/cron-calendar.js';
import { Random } from '../faults/random.js';
import { firings } from './daemon.js';
import { type Opinion, PackageOpinion } from './package-opinion.js';
import { type Pick, randomSchedule, type Schedule } from './random-schedule.js';
import { type Spell, spells } from './wall-clock.js';

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
  /** For how many of them the package `cron` is asked too; 0 unless it is said. */
  readonly opinions?: number;
  /** The first year that is looked at, and the first that is not; 2024 and 2031 unless it is said. */
  readonly years?: readonly [from: number, to: number];
}

/** What is the same for all comparisons in one zone; times in minutes since the epoch. */
interface Scene {
  readonly zone: string;
  readonly clock: readonly Spell[];
  readonly from: number;
  readonly to: number;
}

/** Asks the calendar for next instants and compares each with the oracle's; the result is told zone by zone. */
export function* compare(calendar: CronCalendar, comparison: Comparison) {
  const { seed, zones, schedules, instants, years = [2024, 2031] } = comparison;
  const [from, to] = years.map((year) => Date.UTC(year, 0, 1) / 60_000) as [number, number];
  for (const [index, zone] of zones.entries()) {
    const random = new Random(seed + index);
    const pick: Pick = (limit) => random.below(limit);
    const scene = { zone, clock: spells(zone, from - BEFORE, to), from, to };
    const differences: Difference[] = [];
    const opinions: Opinion[] = [];
    for (let round = 0; round < schedules; round++) {
      const found = compareOne(calendar, scene, comparison, pick);
      differences.push(...found.differences);
      opinions.push(...found.opinions);
    }
    yield { zone, comparisons: schedules * instants, differences, opinions };
  }
}

function compareOne(calendar: CronCalendar, scene: Scene, { instants, opinions = 0 }: Comparison, pick: Pick) {
  const { zone, clock, to } = scene;
  const schedule = randomSchedule(pick);
  const fired = firings(schedule, clock, to);
  const other = opinions === 0 ? null : new PackageOpinion(schedule, zone, clock);
  const found: { differences: Difference[]; opinions: Opinion[] } = { differences: [], opinions: [] };
  for (let n = 0; n < instants; n++) {
    const after = moment(scene, fired, pick);
    const expected = firstAfter(fired, after);
    const next = ask(calendar, schedule, scene, after);
    if (other !== null && n < opinions && expected !== null) found.opinions.push(other.about(after, expected));
    if (next === expected) continue;
    const described = { schedule: schedule.text, zone, after: new Date(after).toISOString() };
    const calendarSays = typeof next === 'string' ? next : iso(next);
    found.differences.push({ ...described, oracle: iso(expected), calendar: calendarSays });
  }
  return found;
}

function ask(calendar: CronCalendar, { text }: Schedule, { zone, to }: Scene, after: number): number | string | null {
  try {
    const next = calendar.next({ schedule: text, at: null, timezone: zone }, null, after);
    return next === null || next >= to * 60_000 ? null : next;
  } catch (cause) {
    return `${cause}`;
  }
}

/** Around a change of the clocks, around a firing, or anywhere; in milliseconds, often just beside a minute. */
function moment({ clock, from, to }: Scene, fired: Int32Array, pick: Pick): number {
  const kind = pick(10);
  const changes = clock.slice(1);
  const change = changes[pick(changes.length)];
  const firing = fired[pick(fired.length)];
  const beside = [0, -1, 1, pick(60_000)][pick(4)] ?? 0;
  const inside = (minute: number) => Math.max(from, Math.min(minute, to - 1));
  if (kind < 4 && change !== undefined) return inside(change.from - 240 + pick(480)) * 60_000 + beside;
  if (kind < 7 && firing !== undefined) return inside(firing) * 60_000 + beside;
  return (from + pick(to - from)) * 60_000 + beside;
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
