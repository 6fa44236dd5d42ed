import { ContainerModule } from 'inversify';
import { AtList } from '../../application/chat/commands/at/at-list.js';
import { AtDue } from '../../application/schedule/at-due.js';
import { RetryRuns } from '../../application/schedule/retry-runs.js';
import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { build, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What people ask for ahead of time. */
export const delayedModule = new ContainerModule((options) => {
  build(options, T.atDue, AtDue, {
    ...the('submitRun', 'notices', 'bots', 'tokens', 'clock', 'retrier', 'journal'),
    hands: T.rowsInHand,
  });
  provideFrom(
    options,
    T.delayed,
    ({ generations, ...tools }) =>
      new AtScheduler<DelayedRun>({
        ...tools,
        entryOf: (waiting) => ({ source: 'at', ...waiting }),
        mostLateMs: () => generations.current().config.telegram.backlogMaxAgeMs,
      }),
    { ...the('inbox', 'clock', 'alarm', 'tokens', 'generations'), moves: T.chatMoves },
  );
  build(options, T.retryRuns, RetryRuns, the('delayed', 'offered', 'inbox', 'generations', 'clock'));
  build(options, T.atList, AtList, { ...the('delayed', 'generations', 'clock'), times: T.calendar });
});
