import { answerOnlyLoopback, askedNames } from './loopback-names.js';

answerOnlyLoopback();

/** Tests ask no name server: what one asked for is not found, and counts as its failure. */
export const mochaHooks = {
  afterEach(): void {
    const asked = askedNames.splice(0);
    if (asked.length > 0) throw new Error(`names were looked up: ${asked.join(', ')}`);
  },
};
