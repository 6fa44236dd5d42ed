import { type Holdings, holdings, leaksSince } from './leaks.js';

/** How long a run of tests may stay after it was told that something is left, before it is ended. */
const GRACE_MS = 2_000;

let start: Holdings = { resources: new Map(), processes: new Map() };

/**
 * Tests leave nothing running: a poll without an end, an open server, a program. Looks at the end of each file where files
 * run beside each other, and at the end of all of them where one process runs them; a process that would never end then is
 * ended.
 */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    start = await holdings();
  },

  async afterAll(): Promise<void> {
    const left = await leaksSince(start);
    if (left.length === 0) return;
    // One of several that run files goes on with the next file.
    if (!process.connected) setTimeout(() => process.exit(), GRACE_MS).unref();
    throw new Error(`A test left running: ${left.join(', ')}`);
  },
};
