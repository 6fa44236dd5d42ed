import type { AnswerInWords } from '../../application/chat/answer-in-words.js';
import type { ButtonHandler } from '../../application/chat/buttons/button-handler.js';
import type { ReceiveButton } from '../../application/chat/buttons/receive-button.js';
import type { CommandMenu } from '../../application/chat/command-menu.js';
import type { AtList } from '../../application/chat/commands/at/at-list.js';
import type { CodexLogin } from '../../application/chat/commands/auth/codex-login.js';
import type { ChatSettings } from '../../application/chat/commands/choices/chat-settings.js';
import type { Command } from '../../application/chat/commands/command.js';
import type { CommandTable } from '../../application/chat/commands/command-table.js';
import type { CommandTask } from '../../application/chat/commands/command-task.js';
import type { Restart } from '../../application/chat/commands/restart/restart-wish.js';
import type { ThreadBrowser } from '../../application/chat/commands/threads/thread-browser.js';
import type { HandleAnswered } from '../../application/chat/handle-answered.js';
import type { LateMessages } from '../../application/chat/late-messages.js';
import type { ReceiveEdit } from '../../application/chat/receive-edit.js';
import type { ReceiveMessage } from '../../application/chat/receive-message.js';
import type { ReceiveUpdates } from '../../application/chat/receive-updates.js';
import type { StartupBuffer } from '../../application/chat/startup-buffer.js';
import type { TurnAway } from '../../application/chat/turn-away.js';
import type { AskFirst } from '../../application/chat/understand/ask-first.js';
import type { BranchWords } from '../../application/chat/understand/branch-words.js';
import type { ChatMembers } from '../../application/chat/understand/chat-members.js';
import type { ReadReply } from '../../application/chat/understand/read-reply.js';
import type { UnderstandMessage } from '../../application/chat/understand/understand-message.js';
import type { RowsInHand } from '../../application/concurrency/rows-in-hand.js';
import type { FollowChats } from '../../application/delivery/follow-chats.js';
import type { Notifier } from '../../application/delivery/notifier.js';
import type { ParcelsInHand } from '../../application/delivery/parcels-in-hand.js';
import type { ResultDelivery } from '../../application/delivery/result-delivery.js';
import type { AnswerControl } from '../../application/health/answer-control.js';
import type { HealthCheck } from '../../application/health/health-check.js';
import type { ReportToServiceManager } from '../../application/health/report-to-service-manager.js';
import type { TurnedAway } from '../../application/health/turned-away.js';
import type { VitalsDesk } from '../../application/health/vitals-desk.js';
import type { AdapterHost } from '../../application/hosting/adapter-host.js';
import type { AdapterKind } from '../../application/hosting/adapter-kind.js';
import type { Drain } from '../../application/lifecycle/drain.js';
import type { ForgetOldWork } from '../../application/lifecycle/forget-old-work.js';
import type { ImportPythonState } from '../../application/lifecycle/import-python-state.js';
import type { MissedWorkReporter } from '../../application/lifecycle/missed-work-reporter.js';
import type { RecoverWork } from '../../application/lifecycle/recover-work.js';
import type { SuspectParcels } from '../../application/lifecycle/suspect-parcels.js';
import type { SuspectRows } from '../../application/lifecycle/suspect-rows.js';
import type { ChatBot, ChatBotSlice } from '../../application/ports/chat/chat-bot.js';
import type { ChatStore } from '../../application/ports/chat/chat-store.js';
import type { ConnectivityListener } from '../../application/ports/chat/connectivity-listener.js';
import type { MessageStore } from '../../application/ports/chat/message-store.js';
import type { OfferStore } from '../../application/ports/chat/offer-store.js';
import type { Outbox } from '../../application/ports/chat/outbox.js';
import type { SendPauses } from '../../application/ports/chat/send-pauses.js';
import type { ConfigEditor } from '../../application/ports/config/config-editor.js';
import type { ConfigSource } from '../../application/ports/config/config-source.js';
import type { ConfigText } from '../../application/ports/config/config-text.js';
import type { ConfigWatch } from '../../application/ports/config/config-watch.js';
import type { Environment } from '../../application/ports/config/environment.js';
import type { GoodFiles } from '../../application/ports/config/good-files.js';
import type { PythonState } from '../../application/ports/config/python-state.js';
import type { EngineTools } from '../../application/ports/engine/engine-tools.js';
import type { Worktrees } from '../../application/ports/engine/worktrees.js';
import type { HttpApi, ServerSlice } from '../../application/ports/http/http-server.js';
import type { MetricsPage } from '../../application/ports/http/metrics-page.js';
import type { Outbound } from '../../application/ports/http/outbound.js';
import type { Backlog } from '../../application/ports/store/backlog.js';
import type { Checkpoints } from '../../application/ports/store/checkpoints.js';
import type { FinishedWork } from '../../application/ports/store/finished-work.js';
import type { KeptTexts } from '../../application/ports/store/kept-texts.js';
import type { Preferences } from '../../application/ports/store/preferences.js';
import type { RunHistory } from '../../application/ports/store/run-history.js';
import type { RunStore } from '../../application/ports/store/run-store.js';
import type { SessionStore } from '../../application/ports/store/session-store.js';
import type { WorkInHand } from '../../application/ports/store/work-in-hand.js';
import type { ByteCodec } from '../../application/ports/system/byte-codec.js';
import type { FileRules, FileVault } from '../../application/ports/system/file-vault.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { Machine } from '../../application/ports/system/machine.js';
import type { ServiceManager } from '../../application/ports/system/service-manager.js';
import type { ChatChoice } from '../../application/preferences/chat-choice.js';
import type { EffectivePreferences } from '../../application/preferences/effective-preferences.js';
import type { ConfigHistory } from '../../application/reload/config-history.js';
import type { ConfigReloader, ReloadPart } from '../../application/reload/config-reloader.js';
import type { EditConfig } from '../../application/reload/edit-config.js';
import type { FollowConfig } from '../../application/reload/follow/follow-config.js';
import type { ReloadReporter } from '../../application/reload/follow/reload-reporter.js';
import type { ConfigDiff } from '../../application/reload/history/config-diff.js';
import type { Rollback } from '../../application/reload/history/rollback.js';
import type { PendingReload } from '../../application/reload/hold/pending-reload.js';
import type { PermissionNotices } from '../../application/reload/permission-notices.js';
import type { ActiveRuns } from '../../application/run/active/active-runs.js';
import type { CancelRuns } from '../../application/run/active/cancel-runs.js';
import type { OwnMessages } from '../../application/run/active/own-messages.js';
import type { RunJob } from '../../application/run/active/run-job.js';
import type { Approvals } from '../../application/run/approval/approvals.js';
import type { AskedMessages } from '../../application/run/approval/asked-messages.js';
import type { AttemptTools } from '../../application/run/engine-attempt.js';
import type { ExecuteRun } from '../../application/run/execute-run.js';
import type { HandOver } from '../../application/run/hand-over.js';
import type { RecordRuns } from '../../application/run/record-runs.js';
import type { RunOffered } from '../../application/run/run-offered.js';
import type { RunSessions } from '../../application/run/run-sessions.js';
import type { SubmitRun } from '../../application/run/submit-run.js';
import type { TellEnd } from '../../application/run/tell-end.js';
import type { WakeUpDesk } from '../../application/run/wake-up-desk.js';
import type { WatchSpending } from '../../application/run/watch-spending.js';
import type { AtDue, DelayedRun } from '../../application/schedule/at-due.js';
import type { Loop } from '../../application/schedule/loop.js';
import type { LoopDue } from '../../application/schedule/loop-due.js';
import type { LoopList } from '../../application/schedule/loop-list.js';
import type { TakeOverLoops } from '../../application/schedule/take-over-loops.js';
import type { CronEvents } from '../../application/triggers/actions/cron-events.js';
import type { FetchData } from '../../application/triggers/actions/fetch-data.js';
import type { ForwardContent } from '../../application/triggers/actions/forward-content.js';
import type { PerformAction } from '../../application/triggers/actions/perform-action.js';
import type { PlaceUploads } from '../../application/triggers/actions/place-uploads.js';
import type { RequestTemplate } from '../../application/triggers/actions/request-template.js';
import type { RunLimits } from '../../application/triggers/actions/run-limits.js';
import type { TriggerRuns } from '../../application/triggers/actions/trigger-runs.js';
import type { WriteContent } from '../../application/triggers/actions/write-content.js';
import type { CatchUp } from '../../application/triggers/catch-up.js';
import type { CronDue } from '../../application/triggers/cron-due.js';
import type { CronWatch } from '../../application/triggers/cron-watch.js';
import type { DeliveryRecords } from '../../application/triggers/delivery-records.js';
import type { EndPauses } from '../../application/triggers/end-pauses.js';
import type { TriggerFiles } from '../../application/triggers/files/trigger-files.js';
import type { ReceiveWebhook } from '../../application/triggers/receive-webhook.js';
import type { SteerTriggers } from '../../application/triggers/steer-triggers.js';
import type { TriggerList } from '../../application/triggers/trigger-list.js';
import type { AppConfig } from '../../application/values/app-config.js';
import type { Generations } from '../../application/values/generation.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import type { EngineCatalog } from '../../domain/engine/engine.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { StopSource } from '../../domain/ports/stop-signal.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import type { SwitchStore } from '../../domain/trigger/switch-store.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import { pick, token } from './token.js';

/** The name of everything that the container makes. */
export const T = {
  // what the outside gives
  clock: token<Clock>('clock'),
  ending: token<StopSource>('ending'),
  alarm: token<Alarm>('alarm'),
  calendar: token<CronCalendar>('calendar'),
  tokens: token<TokenSource>('tokens'),
  journal: token<Journal>('journal'),
  inbox: token<Inbox>('inbox'),
  sessions: token<SessionStore>('sessions'),
  preferences: token<Preferences>('preferences'),
  runBook: token<RunStore>('runBook'),
  offers: token<OfferStore>('offers'),
  outgoing: token<Outbox>('outgoing'),
  fired: token<FiredLedger>('fired'),
  switches: token<SwitchStore>('switches'),
  backlog: token<Backlog>('backlog'),
  storeSetAside: token<boolean>('storeSetAside'),
  metrics: token<MetricsPage>('metrics'),
  machine: token<Machine>('machine'),
  finishedWork: token<FinishedWork>('finishedWork'),
  runHistory: token<RunHistory>('runHistory'),
  sendPauses: token<SendPauses>('sendPauses'),
  chatBook: token<ChatStore>('chatBook'),
  milestones: token<Checkpoints>('milestones'),
  messages: token<MessageStore>('messages'),
  workInHand: token<WorkInHand>('workInHand'),
  earlierState: token<PythonState>('earlierState'),
  worktrees: token<Worktrees>('worktrees'),
  outbound: token<Outbound>('outbound'),
  fileVault: token<FileVault>('fileVault'),
  triggerFileRules: token<(config: AppConfig) => FileRules>('triggerFileRules'),
  botKind: token<AdapterKind<ChatBotSlice, ChatBot>>('botKind'),
  httpKind: token<AdapterKind<ServerSlice, HttpApi>>('httpKind'),
  enginesOf: token<(config: AppConfig) => EngineCatalog>('enginesOf'),
  engineToolsOf: token<(config: AppConfig) => EngineTools>('engineToolsOf'),
  environment: token<Environment>('environment'),
  codec: token<ByteCodec>('codec'),
  homeDirectory: token<string>('homeDirectory'),
  configSource: token<ConfigSource>('configSource'),
  configWatch: token<ConfigWatch>('configWatch'),
  goodFiles: token<GoodFiles>('goodFiles'),
  goodCopy: token<GoodFiles>('goodCopy'),
  configText: token<ConfigText>('configText'),
  configEditor: token<ConfigEditor>('configEditor'),
  service: token<ServiceManager>('service'),
  extraParts: token<readonly ReloadPart[]>('extraParts'),
  // configuration in force
  generations: token<Generations>('generations'),
  bots: token<AdapterHost<ChatBotSlice, ChatBot>>('bots'),
  servers: token<AdapterHost<ServerSlice, HttpApi>>('servers'),
  reloader: token<ConfigReloader>('reloader'),
  control: token<(self: { readonly pid: number; readonly version: string }) => AnswerControl>('control'),
  holdDesk: token<PendingReload>('holdDesk'),
  keepGoodFiles: token<ConfigHistory>('keepGoodFiles'),
  tellReloads: token<ReloadReporter>('tellReloads'),
  followConfig: token<FollowConfig>('followConfig'),
  wideningNotices: token<PermissionNotices>('wideningNotices'),
  takeBack: token<Rollback>('takeBack'),
  configDiff: token<ConfigDiff>('configDiff'),
  editConfig: token<EditConfig>('editConfig'),
  // runs
  board: token<ActiveRuns>('board'),
  ownMessages: token<OwnMessages>('ownMessages'),
  outcomes: token<ResultDelivery>('outcomes'),
  notices: token<Notifier>('notices'),
  records: token<RecordRuns>('records'),
  askedMessages: token<AskedMessages>('askedMessages'),
  approvalDesk: token<Approvals>('approvalDesk'),
  spending: token<WatchSpending>('spending'),
  attempts: token<AttemptTools>('attempts'),
  runSessions: token<RunSessions>('runSessions'),
  tellEnd: token<TellEnd>('tellEnd'),
  executeRun: token<ExecuteRun>('executeRun'),
  dispatcher: token<RunDispatcher<RunJob>>('dispatcher'),
  submitRun: token<SubmitRun>('submitRun'),
  handOver: token<HandOver>('handOver'),
  cancelRuns: token<CancelRuns>('cancelRuns'),
  // intake
  intakeGate: token<StartupBuffer>('intakeGate'),
  effectivePreferences: token<EffectivePreferences>('effectivePreferences'),
  answerInWords: token<AnswerInWords>('answerInWords'),
  atDue: token<AtDue>('atDue'),
  delayed: token<AtScheduler<DelayedRun>>('delayed'),
  atList: token<AtList>('atList'),
  choices: token<readonly ChatChoice[]>('choices'),
  choiceDesk: token<ChatSettings>('choiceDesk'),
  codexLogin: token<CodexLogin>('codexLogin'),
  threadBrowser: token<ThreadBrowser>('threadBrowser'),
  commandTask: token<CommandTask>('commandTask'),
  commandList: token<readonly Command[]>('commandList'),
  commands: token<CommandTable>('commands'),
  buttonList: token<readonly ButtonHandler[]>('buttonList'),
  readReply: token<ReadReply>('readReply'),
  rowsInHand: token<RowsInHand>('rowsInHand'),
  parcelsInHand: token<ParcelsInHand>('parcelsInHand'),
  suspectParcels: token<SuspectParcels>('suspectParcels'),
  keptTexts: token<KeptTexts>('keptTexts'),
  receiveMessage: token<ReceiveMessage>('receiveMessage'),
  late: token<LateMessages>('late'),
  chatMembers: token<ChatMembers>('chatMembers'),
  branchWords: token<BranchWords>('branchWords'),
  understand: token<UnderstandMessage>('understand'),
  askFirst: token<AskFirst>('askFirst'),
  answered: token<HandleAnswered>('answered'),
  edits: token<ReceiveEdit>('edits'),
  turnedAway: token<TurnedAway>('turnedAway'),
  turnAway: token<TurnAway>('turnAway'),
  offered: token<RunOffered>('offered'),
  receiveButton: token<ReceiveButton>('receiveButton'),
  webhooks: token<ReceiveWebhook>('webhooks'),
  updates: token<ReceiveUpdates>('updates'),
  menu: token<CommandMenu>('menu'),
  // loops
  wakeUps: token<WakeUpDesk>('wakeUps'),
  loopDue: token<LoopDue>('loopDue'),
  loops: token<AtScheduler<Loop>>('loops'),
  takeOverLoops: token<TakeOverLoops>('takeOverLoops'),
  loopList: token<LoopList>('loopList'),
  // triggers
  gate: token<TriggerSwitches>('gate'),
  cronDue: token<CronDue>('cronDue'),
  catchUp: token<CatchUp>('catchUp'),
  crons: token<CronScheduler>('crons'),
  cronWatch: token<CronWatch>('cronWatch'),
  triggerList: token<TriggerList>('triggerList'),
  endPauses: token<EndPauses>('endPauses'),
  steerTriggers: token<SteerTriggers>('steerTriggers'),
  deliveryRecords: token<DeliveryRecords>('deliveryRecords'),
  // what triggers do
  requestTemplate: token<RequestTemplate>('requestTemplate'),
  triggerRuns: token<TriggerRuns>('triggerRuns'),
  triggerFiles: token<TriggerFiles>('triggerFiles'),
  fetchData: token<FetchData>('fetchData'),
  cronOccasions: token<CronEvents>('cronOccasions'),
  runLimits: token<RunLimits>('runLimits'),
  forwardContent: token<ForwardContent>('forwardContent'),
  uploads: token<PlaceUploads>('uploads'),
  writeContent: token<WriteContent>('writeContent'),
  actions: token<PerformAction>('actions'),
  // lifecycle
  missed: token<MissedWorkReporter>('missed'),
  hearing: token<ConnectivityListener>('hearing'),
  vitals: token<HealthCheck>('vitals'),
  vitalsDesk: token<VitalsDesk>('vitalsDesk'),
  suspectRows: token<SuspectRows>('suspectRows'),
  takeUpWork: token<RecoverWork>('takeUpWork'),
  drain: token<Drain>('drain'),
  followChats: token<FollowChats>('followChats'),
  importEarlierState: token<ImportPythonState>('importEarlierState'),
  forgetOldWork: token<ForgetOldWork>('forgetOldWork'),
  restart: token<Restart>('restart'),
  serviceReport: token<ReportToServiceManager>('serviceReport'),
} as const;

/** The tokens of these names. */
export function the<const Names extends readonly (keyof typeof T)[]>(...names: Names): Pick<typeof T, Names[number]> {
  return pick(T, ...names);
}
