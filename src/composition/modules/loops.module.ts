import { ContainerModule } from 'inversify';
import { WakeUpDesk } from '../../application/run/wake-up-desk.js';
import { LoopDue } from '../../application/schedule/loop-due.js';
import { LoopList } from '../../application/schedule/loop-list.js';
import { TakeOverLoops } from '../../application/schedule/take-over-loops.js';
import type { Loop } from '../../domain/accepted/loop.js';
import { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { build, construct, provide } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What agents ask to be woken up for, kept until its time has come. */
export const loopsModule = new ContainerModule((options) => {
  construct(options, T.wakeUps, WakeUpDesk);
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
      const loops = new AtScheduler<Loop>({
        entryOf: (waiting) => ({ source: 'loop', ...waiting }),
        inbox,
        clock,
        alarm,
        tokens,
        listener,
        mostLateMs,
      });
      listener.open(loops);
      return loops;
    },
  );
  build(options, T.takeOverLoops, TakeOverLoops, {
    ...the('loops', 'generations', 'notices', 'calendar', 'clock', 'journal'),
    preferences: T.effectivePreferences,
  });
  build(options, T.loopList, LoopList, {
    ...the('loops', 'generations', 'clock'),
    preferences: T.effectivePreferences,
    times: T.calendar,
  });
});
