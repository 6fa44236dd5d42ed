/** How long what a test left running has to end by itself: far beyond what a slow machine needs to close sockets. */
const GRACE_MS = 30_000;

/** Ends a run of tests that would never end, and says what was left running: a poll without an end, an open server. */
export const mochaHooks = {
  afterAll(): void {
    const guard = setTimeout(() => {
      const left = process.getActiveResourcesInfo().filter((kind) => kind !== 'PipeWrap' && kind !== 'TTYWrap');
      console.error(`The tests are over, but a test left running: ${left.join(', ')}`);
      // Mocha sets the exit code to the number of failures at the very end.
      process.on('exit', () => {
        process.exitCode = 1;
      });
      process.exit();
    }, GRACE_MS);
    guard.unref();
  },
};
