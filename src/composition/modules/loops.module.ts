import { ContainerModule } from 'inversify';
import { WakeUpDesk } from '../../application/run/wake-up-desk.js';
import { LoopDue } from '../../application/schedule/loop-due.js';
import { LoopList } from '../../application/schedule/loop-list.js';
import { TakeOverLoops } from '../../application/schedule/take-over-loops.js';
import { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What agents ask to be woken up for, kept until its time has come. */
export const loopsModule = new ContainerModule((options) => {
  provide(options, T.wakeUps, [], () => new WakeUpDesk());
  provide(
    options,
    T.loopDue,
    [
      T.submitRun,
      T.dispatcher,
      T.board,
      T.generations,
      T.effectivePreferences,
      T.notices,
      T.bots,
      T.calendar,
      T.tokens,
      T.rowsInHand,
      T.clock,
      T.alarm,
      T.journal,
    ],
    (
      submitRun,
      dispatcher,
      board,
      generations,
      preferences,
      notices,
      bots,
      calendar,
      tokens,
      hands,
      clock,
      alarm,
      journal,
    ) => {
      const runs = { submitRun, dispatcher, board, tokens, hands };
      return new LoopDue({ ...runs, generations, preferences, notices, bots, calendar, clock, alarm, journal });
    },
  );
  provide(
    options,
    T.loops,
    [T.inbox, T.clock, T.alarm, T.tokens, T.loopDue],
    (inbox, clock, alarm, tokens, listener) => {
      const mostLateMs = () => Number.POSITIVE_INFINITY;
      const loops = new AtScheduler({ source: 'loop', inbox, clock, alarm, tokens, listener, mostLateMs });
      listener.open(loops);
      return loops;
    },
  );
  provide(
    options,
    T.takeOverLoops,
    [T.loops, T.generations, T.effectivePreferences, T.notices, T.calendar, T.clock, T.journal],
    (loops, generations, preferences, notices, calendar, clock, journal) =>
      new TakeOverLoops({ loops, generations, preferences, notices, calendar, clock, journal }),
  );
  provide(
    options,
    T.loopList,
    [T.loops, T.generations, T.effectivePreferences, T.calendar, T.clock],
    (loops, generations, preferences, times, clock) => new LoopList({ loops, generations, preferences, times, clock }),
  );
});
