/** What becomes of edits of the configuration. */
export interface ConfigFacts {
  /** A configuration is in use from now on. */
  'config.applied': { generation: number; effects: readonly { readonly part: string; readonly effect: string }[] };
  /** The file says something that can't be used. */
  'config.rejected': { problem: unknown };
  /** How long a reading took until it was applied or refused. */
  'config.reloaded': { ms: number; applied: boolean };
  /** The file says something that is worth a second look. */
  'config.warning': Record<string, unknown>;
  /** An edit waits for a person. */
  'config.held': { reason: string; generation: number };
  /** It waits no more. */
  'config.hold-ended': { verdict: string };
  /** An edit allows more than before. */
  'config.widened': Record<string, unknown> & { generation: number };
  /** The record of what was applied before is not as it should be. */
  'config.record': { record: string; generation: number };
  /** A good file could not be kept. */
  'config.not-kept': null;
}
