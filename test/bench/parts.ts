import type { Part } from './part.js';
import { accepts } from './parts/accepts.js';
import { cli } from './parts/cli.js';
import { crons } from './parts/crons.js';
import { edits } from './parts/edits.js';
import { exposure } from './parts/exposure.js';
import { folding } from './parts/fold.js';
import { forget } from './parts/forget.js';
import { idle } from './parts/idle.js';
import { memory } from './parts/memory.js';
import { reloads } from './parts/reloads.js';
import { soak } from './parts/soak.js';
import { start } from './parts/start.js';
import { store } from './parts/store.js';
import { streams } from './parts/streams.js';

/** Everything that can be measured, in the order in which it is. */
export const PARTS: readonly Part[] = [
  start,
  memory,
  edits,
  accepts,
  cli,
  store,
  crons,
  idle,
  streams,
  soak,
  reloads,
  forget,
  folding,
  exposure,
];

/** Those by which two builds are compared; each ratio with a budget comes from one of them. */
export const COMPARED_PARTS: readonly Part[] = [start, memory, edits, accepts];
