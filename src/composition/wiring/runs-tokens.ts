import type { SendFiles } from '../../application/delivery/files/send-files.js';
import type { Notifier } from '../../application/delivery/notifier.js';
import type { ResultDelivery } from '../../application/delivery/result-delivery.js';
import type { StoredParcels } from '../../application/delivery/stored-parcels.js';
import type { ActiveRuns } from '../../application/run/active/active-runs.js';
import type { CancelRuns } from '../../application/run/active/cancel-runs.js';
import type { OwnMessages } from '../../application/run/active/own-messages.js';
import type { RunJob } from '../../application/run/active/run-job.js';
import type { Approvals } from '../../application/run/approval/approvals.js';
import type { AskedMessages } from '../../application/run/approval/asked-messages.js';
import type { WaitingRuns } from '../../application/run/approval/waiting-runs.js';
import type { BeginRun } from '../../application/run/begin-run.js';
import type { NoteChanges } from '../../application/run/changes/note-changes.js';
import type { AttemptTools } from '../../application/run/engine-attempt.js';
import type { ExecuteRun } from '../../application/run/execute-run.js';
import type { FailureOffers } from '../../application/run/failure-offers.js';
import type { HandOver } from '../../application/run/hand-over.js';
import type { HandOutFiles } from '../../application/run/outbox/hand-out-files.js';
import type { RecordRuns } from '../../application/run/record-runs.js';
import type { RunDirectories } from '../../application/run/run-directories.js';
import type { RunSessions } from '../../application/run/run-sessions.js';
import type { SubmitRun } from '../../application/run/submit-run.js';
import type { TellEnd } from '../../application/run/tell-end.js';
import type { WatchSpending } from '../../application/run/watch-spending.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { token } from './token.js';

/** Runs, and what tells of them. */
export const runsTokens = {
  activeRuns: token<ActiveRuns>('activeRuns'),
  ownMessages: token<OwnMessages>('ownMessages'),
  parcels: token<StoredParcels>('parcels'),
  outcomes: token<ResultDelivery>('outcomes'),
  sendFiles: token<SendFiles>('sendFiles'),
  notices: token<Notifier>('notices'),
  handOutFiles: token<HandOutFiles>('handOutFiles'),
  noteChanges: token<NoteChanges>('noteChanges'),
  records: token<RecordRuns>('records'),
  askedMessages: token<AskedMessages>('askedMessages'),
  approvals: token<Approvals>('approvals'),
  spending: token<WatchSpending>('spending'),
  attempts: token<AttemptTools>('attempts'),
  runSessions: token<RunSessions>('runSessions'),
  failureOffers: token<FailureOffers>('failureOffers'),
  tellEnd: token<TellEnd>('tellEnd'),
  beginRun: token<BeginRun>('beginRun'),
  executeRun: token<ExecuteRun>('executeRun'),
  dispatcher: token<RunDispatcher<RunJob>>('dispatcher'),
  runDirectories: token<RunDirectories>('runDirectories'),
  submitRun: token<SubmitRun>('submitRun'),
  handOver: token<HandOver>('handOver'),
  waitingRuns: token<WaitingRuns>('waitingRuns'),
  cancelRuns: token<CancelRuns>('cancelRuns'),
} as const;
