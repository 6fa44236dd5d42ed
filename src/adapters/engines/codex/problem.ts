import type { EngineProblem } from '../../../domain/run/run-event.js';
import { providerProblem } from '../stream/provider-problem.js';

/** What went wrong, from the message of `turn.failed` or `error`: the provider's body, or the CLI's own words. */
export function codexProblem(message: string): EngineProblem {
  return providerProblem(message);
}

/** What the CLI's last words on standard error mean when there was no result at all. */
export function explainCodexExit(stderr: string, code: number | null): EngineProblem['kind'] | null {
  if (/no rollout found|no (?:saved|recorded) session found|invalid (?:session|thread) id/i.test(stderr)) {
    return 'session-unknown';
  }
  if (code === 2 || /^error(?: loading config|: unexpected argument|: invalid value)/im.test(stderr))
    return 'bad-usage';
  return /not logged in|access token could not be refreshed/i.test(stderr) ? 'authentication' : null;
}
