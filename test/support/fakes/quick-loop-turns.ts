import { setImmediate } from 'node:timers/promises';
import type { LoopTurns } from '../../../src/application/ports/system/loop-turns.js';

/** One turn each, so that `settled` sees the end of what takes several. */
export const quickLoopTurns: LoopTurns = { next: () => setImmediate() };
