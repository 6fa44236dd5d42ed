import { ContainerModule } from 'inversify';
import { SendFiles } from '../../application/delivery/files/send-files.js';
import { Notifier } from '../../application/delivery/notifier.js';
import { ResultDelivery } from '../../application/delivery/result-delivery.js';
import { StoredParcels } from '../../application/delivery/stored-parcels.js';
import { ActiveRuns } from '../../application/run/active/active-runs.js';
import { CancelRuns } from '../../application/run/active/cancel-runs.js';
import { Approvals } from '../../application/run/approval/approvals.js';
import { AskedMessages } from '../../application/run/approval/asked-messages.js';
import { SessionGrants } from '../../application/run/approval/session-grants.js';
import { WaitingRuns } from '../../application/run/approval/waiting-runs.js';
import { BeginRun } from '../../application/run/begin-run.js';
import { NoteChanges } from '../../application/run/changes/note-changes.js';
import { ExecuteRun } from '../../application/run/execute-run.js';
import { FailureOffers } from '../../application/run/failure-offers.js';
import { HandOver } from '../../application/run/hand-over.js';
import { HandOutFiles } from '../../application/run/outbox/hand-out-files.js';
import { PackDirectories } from '../../application/run/outbox/pack-directories.js';
import { RecordRuns } from '../../application/run/record-runs.js';
import { RunDirectories } from '../../application/run/run-directories.js';
import { RunSessions } from '../../application/run/run-sessions.js';
import { SubmitRun } from '../../application/run/submit-run.js';
import { TellEnd } from '../../application/run/tell-end.js';
import { WatchSpending } from '../../application/run/watch-spending.js';
import { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { GUARDED_NAMES } from '../wiring/config-schema.js';
import { build, construct, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

const SECRET_NAMES = { secretNames: GUARDED_NAMES.secretNames };

/** The one door for runs, and what takes a run to its end. */
export const runsModule = new ContainerModule((options) => {
  construct(options, T.activeRuns, ActiveRuns);
  build(options, T.parcels, StoredParcels, {
    ...the('outgoing', 'retrier', 'journal'),
    hands: T.parcelsInHand,
    kept: T.keptFinals,
  });
  construct(options, T.outcomes, ResultDelivery, T.parcels, T.journal);
  build(options, T.sendFiles, SendFiles, {
    ...the('parcels', 'bots', 'journal'),
    vault: T.fileVault,
    origins: T.runOutbox,
  });
  build(options, T.notices, Notifier, {
    ...the('outgoing', 'bots', 'alarm', 'retrier', 'journal'),
    hands: T.parcelsInHand,
  });
  construct(options, T.records, RecordRuns, T.runHistory, T.clock, T.journal);
  construct(options, T.askedMessages, AskedMessages, T.checkpoints, T.journal);
  provideFrom(options, T.approvals, (tools) => new Approvals({ ...tools, grants: new SessionGrants() }), {
    ...the('alarm', 'tokens', 'journal'),
    moves: T.chatMoves,
    messages: T.askedMessages,
  });
  build(options, T.spending, WatchSpending, the('runHistory', 'calendar', 'clock', 'journal'));
  provideFrom(
    options,
    T.attempts,
    ({ approvals, ...tools }) => ({ ...tools, asksPerson: (run) => approvals.isAsking(run) }),
    the('spending', 'alarm', 'clock', 'journal', 'approvals'),
  );
  build(options, T.runSessions, RunSessions, the('sessions', 'runStore', 'activeRuns', 'chatMoves'));
  build(options, T.failureOffers, FailureOffers, {
    ...the('generations', 'engineToolsOf', 'clock'),
    times: T.calendar,
  });
  provideFrom(options, T.noteChanges, (tools) => new NoteChanges({ ...tools, ...SECRET_NAMES }), {
    alarm: T.alarm,
    changes: T.runChanges,
  });
  build(options, T.tellEnd, TellEnd, {
    ...the('outcomes', 'failureOffers', 'clock'),
    changes: T.noteChanges,
    times: T.calendar,
  });
  build(options, T.beginRun, BeginRun, { ...the('runStore', 'retrier', 'journal'), sessions: T.runSessions });
  provideFrom(
    options,
    T.handOutFiles,
    ({ vault, ...tools }) => {
      const packing = new PackDirectories({ vault, ...SECRET_NAMES });
      return new HandOutFiles({ ...tools, packing, ...SECRET_NAMES });
    },
    {
      ...the('sendFiles', 'outgoing', 'clock', 'journal'),
      outbox: T.runOutbox,
      vault: T.fileVault,
      gitExclude: T.gitExclude,
    },
  );
  build(options, T.executeRun, ExecuteRun, {
    ...the('activeRuns', 'journal', 'records', 'attempts', 'beginRun'),
    wakeUps: T.takeOverLoops,
    sessions: T.runSessions,
    end: T.tellEnd,
    handOut: T.handOutFiles,
    changes: T.noteChanges,
    desk: T.approvals,
  });
  construct(options, T.dispatcher, RunDispatcher, T.executeRun);
  construct(options, T.handOver, HandOver, T.dispatcher, T.approvals, T.chatMoves);
  build(options, T.cancelRuns, CancelRuns, {
    ...the('dispatcher', 'activeRuns'),
    messages: T.ownMessages,
    moves: T.chatMoves,
  });
  construct(options, T.waitingRuns, WaitingRuns, T.dispatcher, T.approvals);
  construct(options, T.runDirectories, RunDirectories, T.worktrees, T.homeDirectory);
  build(options, T.submitRun, SubmitRun, {
    ...the(
      'generations',
      'dispatcher',
      'bots',
      'activeRuns',
      'waitingRuns',
      'sessions',
      'chatMoves',
      'clock',
      'alarm',
      'tokens',
      'journal',
    ),
    book: T.runStore,
    directories: T.runDirectories,
  });
});
