import { ContainerModule } from 'inversify';
import { AtList } from '../../application/chat/commands/at/at-list.js';
import { AtDue } from '../../application/schedule/at-due.js';
import { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What people ask for ahead of time. */
export const delayedModule = new ContainerModule((options) => {
  provide(
    options,
    T.atDue,
    [T.submitRun, T.notices, T.bots, T.tokens, T.rowsInHand, T.clock, T.alarm, T.journal],
    (submitRun, notices, bots, tokens, hands, clock, alarm, journal) =>
      new AtDue({ submitRun, notices, bots, tokens, hands, clock, alarm, journal }),
  );
  provide(
    options,
    T.delayed,
    [T.inbox, T.clock, T.alarm, T.tokens, T.atDue, T.generations],
    (inbox, clock, alarm, tokens, listener, generations) => {
      const mostLateMs = () => generations.current().config.telegram.backlogMaxAgeMs;
      return new AtScheduler({ source: 'at', inbox, clock, alarm, tokens, listener, mostLateMs });
    },
  );
  provide(
    options,
    T.atList,
    [T.delayed, T.generations, T.calendar, T.clock],
    (delayed, generations, times, clock) => new AtList({ delayed, generations, times, clock }),
  );
});
