import type { LoopDue } from '../../application/schedule/loop-due.js';
import type { LoopList } from '../../application/schedule/loop-list.js';
import type { TakeOverLoops } from '../../application/schedule/take-over-loops.js';
import type { Loop } from '../../domain/accepted/loop.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { token } from './token.js';

/** What waits for its time because an agent asked for it. */
export const loopsTokens = {
  loopDue: token<LoopDue>('loopDue'),
  loops: token<AtScheduler<Loop>>('loops'),
  takeOverLoops: token<TakeOverLoops>('takeOverLoops'),
  loopList: token<LoopList>('loopList'),
} as const;
