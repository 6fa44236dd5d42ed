import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, faultAt } from './faults/fault.js';

/** How long the machine is looked at, in milliseconds; what it says is advice only, and an edit should not wait for it. */
const MOST_MS = 5_000;

/** What was found on the machine; if it does not answer, as where a network mount is dead, that is what is found. */
export async function inGoodTime(surveys: Promise<readonly (readonly Fault[])[]>): Promise<readonly Fault[]> {
  const over = new AbortController();
  try {
    const late = pause(MOST_MS, [[unanswered]], { signal: over.signal });
    return (await Promise.race([surveys, late])).flat();
  } finally {
    over.abort();
  }
}

const unanswered = faultAt(
  [],
  'What this file names on the machine was not looked at: the disk gave no answer within five seconds.',
  'Find out whether a network mount is dead; runs that need it will wait for it.',
);
