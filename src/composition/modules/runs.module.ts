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
import { build, construct, provide } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** The one door for runs, and what takes a run to its end. */
export const runsModule = new ContainerModule((options) => {
  construct(options, T.board, ActiveRuns);
  construct(options, T.outcomes, ResultDelivery, T.outgoing, T.parcelsInHand, T.journal);
  construct(options, T.notices, Notifier, T.outgoing, T.bots, T.parcelsInHand, T.journal);
  construct(options, T.records, RecordRuns, T.runHistory, T.clock, T.journal);
  construct(options, T.askedMessages, AskedMessages, T.milestones, T.journal);
  provide(
    options,
    T.approvalDesk,
    [T.alarm, T.tokens, T.journal, T.askedMessages],
    (alarm, tokens, journal, messages) =>
      new Approvals({ alarm, tokens, journal, messages, grants: new SessionGrants() }),
  );
  construct(options, T.spending, WatchSpending, T.runHistory, T.calendar, T.clock, T.journal);
  provide(
    options,
    T.attempts,
    [T.spending, T.alarm, T.clock, T.journal, T.approvalDesk],
    (spending, alarm, clock, journal, desk) => {
      const asksPerson = (run: RunId) => desk.isAsking(run);
      return { spending, alarm, clock, journal, asksPerson };
    },
  );
  construct(options, T.runSessions, RunSessions, T.sessions, T.runBook, T.board);
  construct(options, T.tellEnd, TellEnd, T.outcomes);
  build(options, T.executeRun, ExecuteRun, {
    ...the('board', 'clock', 'journal', 'records', 'attempts', 'wakeUps'),
    book: T.runBook,
    sessions: T.runSessions,
    end: T.tellEnd,
    desk: T.approvalDesk,
  });
  construct(options, T.dispatcher, RunDispatcher, T.executeRun);
  construct(options, T.handOver, HandOver, T.dispatcher, T.approvalDesk);
  construct(options, T.cancelRuns, CancelRuns, T.dispatcher, T.ownMessages);
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
