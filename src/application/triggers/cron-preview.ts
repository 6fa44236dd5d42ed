import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { Instant } from '../../domain/ports/clock.js';
import { localText } from '../../domain/schedule/local-text.js';
import type { AppConfig } from '../values/app-config.js';
import { nextFires } from './next-fires.js';

/** How many of the next times of each cron are told. */
const SHOWN = 3;

/** When a cron of the file fires next. Plain JSON. */
export interface CronPreview {
  readonly id: string;
  readonly enabled: boolean;
  /** The schedule, or the one instant, as it is written. */
  readonly when: string;
  /** IANA name; `null` for the machine's zone. */
  readonly timezone: string | null;
  /** Ascending; empty if it never fires again. */
  readonly next: readonly { readonly utc: string; readonly local: string }[];
}

/** Tells of each cron when it would fire next after a moment; one that runs once has one time. */
export function previewCrons({ triggers }: AppConfig, calendar: CronCalendar, now: Instant): readonly CronPreview[] {
  return triggers.crons.map((cron) => {
    const timezone = cron.timezone ?? triggers.defaultTimezone;
    const fires = nextFires(calendar, cron, timezone, { after: now, count: cron.runOnce ? 1 : SHOWN });
    const next = fires.map((instant) => {
      const { day, time, offset } = localText(instant, now, timezone, calendar);
      return { utc: new Date(instant).toISOString(), local: `${day} ${time} (${offset})` };
    });
    return { id: cron.id, enabled: cron.enabled, when: cron.schedule ?? cron.at ?? '', timezone, next };
  });
}
