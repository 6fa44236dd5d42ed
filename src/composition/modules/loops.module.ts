import { ContainerModule } from 'inversify';
import { WakeUpDesk } from '../../application/run/wake-up-desk.js';
import { LoopDue } from '../../application/schedule/loop-due.js';
import { LoopList } from '../../application/schedule/loop-list.js';
import { TakeOverLoops } from '../../application/schedule/take-over-loops.js';
import type { Loop } from '../../domain/accepted/loop.js';
import { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { build, construct, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What agents ask to be woken up for, kept until its time has come. */
export const loopsModule = new ContainerModule((options) => {
  construct(options, T.wakeUps, WakeUpDesk);
  build(options, T.loopDue, LoopDue, {
    ...the('submitRun', 'dispatcher', 'board', 'generations', 'notices', 'bots', 'calendar', 'tokens'),
    ...the('clock', 'alarm', 'journal'),
    preferences: T.effectivePreferences,
    hands: T.rowsInHand,
  });
  provideFrom(
    options,
    T.loops,
    (tools) => {
      const loops = new AtScheduler<Loop>({
        ...tools,
        entryOf: (waiting) => ({ source: 'loop', ...waiting }),
        mostLateMs: () => Number.POSITIVE_INFINITY,
      });
      tools.listener.open(loops);
      return loops;
    },
    { ...the('inbox', 'clock', 'alarm', 'tokens'), listener: T.loopDue },
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
