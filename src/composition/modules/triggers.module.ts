import { ContainerModule } from 'inversify';
import { CronDue } from '../../application/intake/cron-due.js';
import { CronWatch } from '../../application/triggers/cron-watch.js';
import { SteerTriggers } from '../../application/triggers/steer-triggers.js';
import { TriggerList } from '../../application/triggers/trigger-list.js';
import { CronScheduler } from '../../domain/trigger/cron-scheduler.js';
import { TriggerGate } from '../../domain/trigger/trigger-gate.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** What starts runs by itself, and what holds it. */
export const triggersModule = new ContainerModule((options) => {
  provide(options, T.gate, [T.switches, T.clock], (switches, clock) => new TriggerGate(switches, clock));
  provide(
    options,
    T.cronDue,
    [T.generations, T.submitRun, T.effectivePreferences, T.calendar, T.notices, T.inbox, T.fired, T.clock, T.journal],
    (generations, submitRun, preferences, calendar, notices, inbox, fired, clock, journal) =>
      new CronDue({ generations, submitRun, preferences, calendar, notices, inbox, fired, clock, journal }),
  );
  provide(
    options,
    T.crons,
    [T.inbox, T.clock, T.alarm, T.calendar, T.cronDue, T.gate],
    (inbox, clock, alarm, calendar, listener, gate) =>
      new CronScheduler({ inbox, clock, alarm, calendar, listener, gate }),
  );
  provide(
    options,
    T.cronWatch,
    [T.milestones, T.fired, T.gate, T.calendar, T.generations, T.cronDue, T.clock, T.alarm, T.journal],
    (milestones, fired, gate, calendar, generations, cronDue, clock, alarm, journal) =>
      new CronWatch({ milestones, fired, gate, calendar, generations, cronDue, clock, alarm, journal }),
  );
  provide(
    options,
    T.triggerList,
    [T.gate, T.fired, T.calendar, T.clock],
    (gate, fired, calendar, clock) => new TriggerList(gate, fired, calendar, clock),
  );
  provide(
    options,
    T.steerTriggers,
    [T.generations, T.gate, T.inbox, T.calendar, T.clock, T.cronDue, T.webhooks, T.journal],
    (generations, gate, inbox, calendar, clock, cronDue, webhooks, journal) =>
      new SteerTriggers({ generations, gate, inbox, calendar, clock, cronDue, webhooks, journal }),
  );
});
