import type { Missed } from '../../../domain/cron/misfire-policy.js';
import type { Cron } from '../../../domain/trigger/trigger.js';

/** What a cron missed, and how many of those instants are run now. */
export interface MadeUp {
  readonly cron: Cron;
  readonly missed: Missed;
  readonly running: number;
}

/** What a resumption brings: deliveries that were held and are taken up now, and what crons missed and make up for. */
export interface Resumed {
  readonly deliveries: number;
  readonly missed: readonly MadeUp[];
}

/** Why nobody was there when something was due: Untether did not run, or the machine did not. */
export type Absence = 'off' | 'asleep';
