import type { EarlierFindings } from '../../../src/application/ports/config/python-state.js';

/** What an earlier program has left, which is nothing but the given parts. */
export function earlierFindings(parts: Partial<EarlierFindings> = {}): EarlierFindings {
  return {
    sessions: [],
    directory: null,
    choices: [],
    firedOnce: [],
    lastFired: new Map(),
    lastUpdateId: null,
    openMessages: [],
    troubles: [],
    unused: [],
    ...parts,
  };
}
