import { ContainerModule } from 'inversify';
import { LoopDue } from '../../application/schedule/loop-due.js';
import { LoopList } from '../../application/schedule/loop-list.js';
import { TakeOverLoops } from '../../application/schedule/take-over-loops.js';
import type { Loop } from '../../domain/accepted/loop.js';
import { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { build, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What agents ask to be woken up for, kept until its time has come. */
export const loopsModule = new ContainerModule((options) => {
  build(options, T.loopDue, LoopDue, {
    ...the('loops', 'submitRun', 'dispatcher', 'activeRuns', 'generations', 'notices', 'bots', 'calendar', 'tokens'),
    ...the('clock', 'retrier', 'journal'),
    preferences: T.effectivePreferences,
    hands: T.rowsInHand,
  });
  provideFrom(
    options,
    T.loops,
    (tools) =>
      new AtScheduler<Loop>({
        ...tools,
        entryOf: (waiting) => ({ source: 'loop', ...waiting }),
        mostLateMs: () => Number.POSITIVE_INFINITY,
      }),
    { ...the('inbox', 'clock', 'alarm', 'tokens'), moves: T.chatMoves },
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
