import { ContainerModule } from 'inversify';
import { Notifier } from '../../application/delivery/notifier.js';
import { ResultDelivery } from '../../application/delivery/result-delivery.js';
import { ActiveRuns } from '../../application/run/active/active-runs.js';
import { CancelRuns } from '../../application/run/active/cancel-runs.js';
import { Approvals } from '../../application/run/approval/approvals.js';
import { AskedMessages } from '../../application/run/approval/asked-messages.js';
import { SessionGrants } from '../../application/run/approval/session-grants.js';
import { ExecuteRun } from '../../application/run/execute-run.js';
import { HandOver } from '../../application/run/hand-over.js';
import { RecordRuns } from '../../application/run/record-runs.js';
import { RunSessions } from '../../application/run/run-sessions.js';
import { SubmitRun } from '../../application/run/submit-run.js';
import { TellEnd } from '../../application/run/tell-end.js';
import { WatchSpending } from '../../application/run/watch-spending.js';
import type { RunId } from '../../domain/ids.js';
import { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { build, provide } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** The one door for runs, and what takes a run to its end. */
export const runsModule = new ContainerModule((options) => {
  provide(options, T.board, [], () => new ActiveRuns());
  provide(
    options,
    T.outcomes,
    [T.outgoing, T.parcelsInHand, T.journal],
    (outgoing, hands, journal) => new ResultDelivery(outgoing, hands, journal),
  );
  provide(
    options,
    T.notices,
    [T.outgoing, T.bots, T.parcelsInHand, T.journal],
    (outgoing, bots, hands, journal) => new Notifier(outgoing, bots, hands, journal),
  );
  provide(
    options,
    T.records,
    [T.runHistory, T.clock, T.journal],
    (history, clock, journal) => new RecordRuns(history, clock, journal),
  );
  provide(
    options,
    T.askedMessages,
    [T.milestones, T.journal],
    (milestones, journal) => new AskedMessages(milestones, journal),
  );
  provide(
    options,
    T.approvalDesk,
    [T.alarm, T.tokens, T.journal, T.askedMessages],
    (alarm, tokens, journal, messages) =>
      new Approvals({ alarm, tokens, journal, messages, grants: new SessionGrants() }),
  );
  provide(
    options,
    T.spending,
    [T.runHistory, T.calendar, T.clock, T.journal],
    (history, calendar, clock, journal) => new WatchSpending(history, calendar, clock, journal),
  );
  provide(
    options,
    T.attempts,
    [T.spending, T.alarm, T.clock, T.journal, T.approvalDesk],
    (spending, alarm, clock, journal, desk) => {
      const asksPerson = (run: RunId) => desk.isAsking(run);
      return { spending, alarm, clock, journal, asksPerson };
    },
  );
  provide(
    options,
    T.runSessions,
    [T.sessions, T.runBook, T.board],
    (book, runs, board) => new RunSessions(book, runs, board),
  );
  provide(options, T.tellEnd, [T.outcomes], (outcomes) => new TellEnd(outcomes));
  build(options, T.executeRun, ExecuteRun, {
    ...the('board', 'clock', 'journal', 'records', 'attempts', 'wakeUps'),
    book: T.runBook,
    sessions: T.runSessions,
    end: T.tellEnd,
    desk: T.approvalDesk,
  });
  provide(options, T.dispatcher, [T.executeRun], (executor) => new RunDispatcher(executor));
  provide(options, T.handOver, [T.dispatcher, T.approvalDesk], (dispatcher, desk) => new HandOver(dispatcher, desk));
  provide(
    options,
    T.cancelRuns,
    [T.dispatcher, T.ownMessages],
    (dispatcher, messages) => new CancelRuns(dispatcher, messages),
  );
  build(options, T.submitRun, SubmitRun, {
    ...the(
      'generations',
      'dispatcher',
      'bots',
      'board',
      'sessions',
      'worktrees',
      'clock',
      'alarm',
      'tokens',
      'journal',
      'homeDirectory',
    ),
    book: T.runBook,
  });
});
