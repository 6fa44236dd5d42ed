import { ContainerModule } from 'inversify';
import { CatchUp } from '../../application/triggers/catch-up.js';
import { CronDue } from '../../application/triggers/cron-due.js';
import { CronWatch } from '../../application/triggers/cron-watch.js';
import { EndPauses } from '../../application/triggers/end-pauses.js';
import { SteerTriggers } from '../../application/triggers/steer-triggers.js';
import { TriggerList } from '../../application/triggers/trigger-list.js';
import { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What starts runs by itself, and what holds it. */
export const triggersModule = new ContainerModule((options) => {
  provide(options, T.gate, [T.switches, T.clock], (switches, clock) => new TriggerSwitches(switches, clock));
  provide(
    options,
    T.cronDue,
    [
      T.generations,
      T.cronOccasions,
      T.actions,
      T.notices,
      T.inbox,
      T.fired,
      T.rowsInHand,
      T.alarm,
      T.ending,
      T.journal,
    ],
    (generations, occasions, actions, notices, inbox, fired, hands, alarm, ending, journal) =>
      new CronDue({ generations, occasions, actions, notices, inbox, fired, hands, alarm, ending, journal }),
  );
  provide(
    options,
    T.catchUp,
    [T.generations, T.inbox, T.fired, T.calendar, T.clock, T.alarm, T.cronDue, T.notices, T.journal],
    (generations, inbox, fired, calendar, clock, alarm, cronDue, notices, journal) =>
      new CatchUp({ generations, inbox, fired, calendar, clock, alarm, cronDue, notices, journal }),
  );
  provide(
    options,
    T.crons,
    [T.inbox, T.clock, T.alarm, T.calendar, T.cronDue, T.catchUp, T.gate],
    (inbox, clock, alarm, calendar, listener, misfires, gate) =>
      new CronScheduler({ inbox, clock, alarm, calendar, listener, misfires, gate }),
  );
  provide(
    options,
    T.cronWatch,
    [T.milestones, T.gate, T.generations, T.crons, T.catchUp, T.clock, T.alarm, T.journal],
    (milestones, gate, generations, crons, catchUp, clock, alarm, journal) =>
      new CronWatch({ milestones, gate, generations, crons, catchUp, clock, alarm, journal }),
  );
  provide(
    options,
    T.triggerList,
    [T.gate, T.fired, T.calendar, T.clock],
    (gate, fired, calendar, clock) => new TriggerList(gate, fired, calendar, clock),
  );
  provide(
    options,
    T.endPauses,
    [T.gate, T.steerTriggers, T.generations, T.notices, T.clock, T.alarm, T.journal],
    (gate, steer, generations, notices, clock, alarm, journal) =>
      new EndPauses({ gate, steer, generations, notices, clock, alarm, journal }),
  );
  provide(
    options,
    T.steerTriggers,
    [T.generations, T.gate, T.inbox, T.clock, T.cronDue, T.catchUp, T.webhooks, T.journal],
    (generations, gate, inbox, clock, cronDue, catchUp, webhooks, journal) =>
      new SteerTriggers({ generations, gate, inbox, clock, cronDue, catchUp, webhooks, journal }),
  );
});
