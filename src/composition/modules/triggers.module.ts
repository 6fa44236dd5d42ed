import { ContainerModule } from 'inversify';
import { CatchUp } from '../../application/triggers/catch-up.js';
import { CronDue } from '../../application/triggers/cron-due.js';
import { CronWatch } from '../../application/triggers/cron-watch.js';
import { EndPauses } from '../../application/triggers/end-pauses.js';
import { SteerTriggers } from '../../application/triggers/steer-triggers.js';
import { TriggerList } from '../../application/triggers/trigger-list.js';
import { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import { build, construct } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What starts runs by itself, and what holds it. */
export const triggersModule = new ContainerModule((options) => {
  construct(options, T.gate, TriggerSwitches, T.switches, T.clock);
  build(options, T.cronDue, CronDue, {
    ...the('generations', 'actions', 'notices', 'inbox', 'fired', 'retrier', 'ending', 'journal'),
    occasions: T.cronEvents,
    hands: T.rowsInHand,
  });
  build(
    options,
    T.catchUp,
    CatchUp,
    the('generations', 'inbox', 'fired', 'calendar', 'clock', 'alarm', 'cronDue', 'notices', 'journal'),
  );
  build(options, T.crons, CronScheduler, {
    ...the('inbox', 'clock', 'alarm', 'calendar', 'gate'),
    listener: T.cronDue,
    misfires: T.catchUp,
  });
  build(
    options,
    T.cronWatch,
    CronWatch,
    the('checkpoints', 'gate', 'generations', 'crons', 'catchUp', 'clock', 'alarm', 'journal'),
  );
  build(options, T.triggerList, TriggerList, the('gate', 'fired', 'calendar', 'scheduleWords', 'clock'));
  build(options, T.endPauses, EndPauses, {
    ...the('gate', 'generations', 'notices', 'clock', 'alarm', 'retrier', 'journal'),
    steer: T.steerTriggers,
  });
  build(
    options,
    T.steerTriggers,
    SteerTriggers,
    the('generations', 'gate', 'inbox', 'clock', 'cronDue', 'catchUp', 'webhooks', 'journal'),
  );
});
