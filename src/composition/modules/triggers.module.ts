import { ContainerModule } from 'inversify';
import { CronDue } from '../../application/intake/cron-due.js';
import { CronScheduler } from '../../domain/trigger/cron-scheduler.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** What starts runs by itself. */
export const triggersModule = new ContainerModule((options) => {
  provide(
    options,
    T.cronDue,
    [T.generations, T.submitRun, T.effectivePreferences, T.calendar, T.bots, T.inbox, T.journal],
    (generations, submitRun, preferences, calendar, bots, inbox, journal) =>
      new CronDue({ generations, submitRun, preferences, calendar, bots, inbox, journal }),
  );
  provide(
    options,
    T.crons,
    [T.inbox, T.clock, T.alarm, T.calendar, T.cronDue],
    (inbox, clock, alarm, calendar, listener) => new CronScheduler({ inbox, clock, alarm, calendar, listener }),
  );
});
