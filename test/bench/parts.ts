import type { Part } from './part.js';
import { accepts } from './parts/accepts.js';
import { edits } from './parts/edits.js';
import { exposure } from './parts/exposure.js';
import { folding } from './parts/fold.js';
import { forget } from './parts/forget.js';
import { memory } from './parts/memory.js';
import { reloads } from './parts/reloads.js';
import { start } from './parts/start.js';

/** Everything that can be measured, in the order in which it is. */
export const PARTS: readonly Part[] = [start, memory, edits, accepts, reloads, forget, folding, exposure];

/** Those by which two builds are compared. */
export const COMPARED_PARTS: readonly Part[] = [start, memory, edits, accepts];
