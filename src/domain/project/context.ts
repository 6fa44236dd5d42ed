import type { ProjectAlias } from '../ids.js';

/** Which project a run works in, and on which branch of it; a branch alone means nothing. */
export interface RunContext {
  readonly project: ProjectAlias;
  readonly branch: string | null;
}
