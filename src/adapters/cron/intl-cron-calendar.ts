import type { CronCalendar, CronTiming, ScheduleVerdict } from '../../domain/cron/cron-calendar.js';
import { type CronExpression, parseCronExpression } from '../../domain/cron/cron-expression.js';
import type { Instant } from '../../domain/ports/clock.js';
import { nextInstant } from './next-instant.js';
import { ScheduleVerdicts } from './schedule-verdicts.js';
import { Zone } from './zone.js';

/** How many schedules are kept as they were parsed. */
const MOST_KNOWN = 20_000;

/** A calendar over the time zones that the runtime knows. */
export class IntlCronCalendar implements CronCalendar {
  readonly #zones = new Map<string | null, Zone>();
  readonly #expressions = new Map<string, CronExpression>();
  readonly #verdicts = new ScheduleVerdicts();

  /** Throws for a schedule or a zone that the configuration would have refused. */
  next({ schedule, at, timezone }: CronTiming, defaultZone: string | null, after: Instant): Instant | null {
    const zone = this.#zone(timezone ?? defaultZone);
    if (schedule === null) {
      const instant = at === null ? null : momentIn(zone, at);
      return instant !== null && instant > after ? instant : null;
    }
    return nextInstant(this.#expression(schedule), zone, after);
  }

  judge(schedules: readonly string[]): Promise<readonly ScheduleVerdict[]> {
    return this.#verdicts.of(schedules);
  }

  knowsZone(name: string): boolean {
    try {
      this.#zone(name);
      return /^[A-Za-z]/.test(name);
    } catch {
      return false;
    }
  }

  date(zone: string | null, instant: Instant): string {
    return new Date(instant + this.#zone(zone).offsetAt(instant)).toISOString().slice(0, 10);
  }

  offset(zone: string | null, instant: Instant): number {
    return this.#zone(zone).offsetAt(instant);
  }

  instantOf(zone: string | null, local: number): Instant {
    return this.#zone(zone).instantOf(local);
  }

  /** Whoever follows a cron asks again and again for the same schedule. */
  #expression(schedule: string): CronExpression {
    const known = this.#expressions.get(schedule);
    if (known !== undefined) return known;
    const expression = parseCronExpression(schedule);
    if (!expression.ok) throw new RangeError(`not a schedule: ${schedule}`);
    if (this.#expressions.size >= MOST_KNOWN) this.#expressions.clear();
    this.#expressions.set(schedule, expression.value);
    return expression.value;
  }

  #zone(name: string | null): Zone {
    const known = this.#zones.get(name);
    if (known !== undefined) return known;
    const zone = new Zone(name);
    this.#zones.set(name, zone);
    return zone;
  }
}

function momentIn(zone: Zone, at: string): Instant {
  const hasOffset = /(?:Z|[+-]\d\d:\d\d)$/.test(at);
  return hasOffset ? Date.parse(at) : zone.instantOf(Date.parse(`${at}Z`));
}
