import { ContainerModule } from 'inversify';
import { CancelRuns } from '../../application/run/cancel-runs.js';
import { ExecuteRun } from '../../application/run/execute-run.js';
import { RunBoard } from '../../application/run/run-board.js';
import { SubmitRun } from '../../application/run/submit-run.js';
import { TellOutcomes } from '../../application/run/tell-outcomes.js';
import { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** The one door for runs, and what takes a run to its end. */
export const runsModule = new ContainerModule((options) => {
  provide(options, T.board, [], () => new RunBoard());
  provide(
    options,
    T.outcomes,
    [T.outgoing, T.progressBook, T.journal],
    (outgoing, book, journal) => new TellOutcomes(outgoing, book, journal),
  );
  provide(
    options,
    T.executeRun,
    [T.inbox, T.sessions, T.outcomes, T.board, T.clock, T.journal],
    (inbox, sessions, outcomes, board, clock, journal) =>
      new ExecuteRun(inbox, sessions, outcomes, board, clock, journal),
  );
  provide(options, T.dispatcher, [T.executeRun], (executor) => new RunDispatcher(executor));
  provide(options, T.cancelRuns, [T.dispatcher, T.board], (dispatcher, board) => new CancelRuns(dispatcher, board));
  provide(
    options,
    T.submitRun,
    [
      T.generations,
      T.dispatcher,
      T.bots,
      T.board,
      T.progressBook,
      T.sessions,
      T.worktrees,
      T.clock,
      T.alarm,
      T.tokens,
      T.journal,
      T.homeDirectory,
    ],
    (generations, dispatcher, bots, board, book, sessions, worktrees, clock, alarm, tokens, journal, homeDirectory) =>
      new SubmitRun({
        generations,
        dispatcher,
        bots,
        board,
        book,
        sessions,
        worktrees,
        clock,
        alarm,
        tokens,
        journal,
        homeDirectory,
      }),
  );
});
