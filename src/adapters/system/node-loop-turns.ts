import { setImmediate } from 'node:timers/promises';
import type { LoopTurns } from '../../application/ports/system/loop-turns.js';

/** Between two of them Node looks for what came from outside; a connection that is new then is heard in the next one. */
const TURNS = 3;

/** Turns of Node's event loop. */
export class NodeLoopTurns implements LoopTurns {
  async next(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await setImmediate();
  }
}
