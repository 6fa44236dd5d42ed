import type { ChatFileRulesOf } from '../../application/chat/files/chat-file-rules.js';
import type { Retrier } from '../../application/concurrency/retrier.js';
import type { AdapterKind } from '../../application/hosting/adapter-kind.js';
import type { ChatBot, ChatBotSlice } from '../../application/ports/chat/chat-bot.js';
import type { ChatStore } from '../../application/ports/chat/chat-store.js';
import type { KeptFinalsStore } from '../../application/ports/chat/kept-finals-store.js';
import type { MessageStore } from '../../application/ports/chat/message-store.js';
import type { OfferStore } from '../../application/ports/chat/offer-store.js';
import type { Outbox } from '../../application/ports/chat/outbox.js';
import type { SendPauses } from '../../application/ports/chat/send-pauses.js';
import type { ConfigEditor } from '../../application/ports/config/config-editor.js';
import type { ConfigSource } from '../../application/ports/config/config-source.js';
import type { ConfigText } from '../../application/ports/config/config-text.js';
import type { ConfigWatch } from '../../application/ports/config/config-watch.js';
import type { ControlDoor, OwnProcess } from '../../application/ports/config/control.js';
import type { Environment } from '../../application/ports/config/environment.js';
import type { GoodFiles } from '../../application/ports/config/good-files.js';
import type { PythonState } from '../../application/ports/config/python-state.js';
import type { EngineTools } from '../../application/ports/engine/engine-tools.js';
import type { GitExclude } from '../../application/ports/engine/git-exclude.js';
import type { RunChanges } from '../../application/ports/engine/run-changes.js';
import type { Worktrees } from '../../application/ports/engine/worktrees.js';
import type { HttpApi, ServerSlice } from '../../application/ports/http/http-server.js';
import type { MetricsPage } from '../../application/ports/http/metrics-page.js';
import type { Outbound } from '../../application/ports/http/outbound.js';
import type { Backlog } from '../../application/ports/store/backlog.js';
import type { Checkpoints } from '../../application/ports/store/checkpoints.js';
import type { FinishedWork } from '../../application/ports/store/finished-work.js';
import type { Preferences } from '../../application/ports/store/preferences.js';
import type { RunHistory } from '../../application/ports/store/run-history.js';
import type { RunStore } from '../../application/ports/store/run-store.js';
import type { SessionStore } from '../../application/ports/store/session-store.js';
import type { StorePlace } from '../../application/ports/store/store-place.js';
import type { WorkInHand } from '../../application/ports/store/work-in-hand.js';
import type { ByteCodec } from '../../application/ports/system/byte-codec.js';
import type { FileRules, FileVault } from '../../application/ports/system/file-vault.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { LifeSign } from '../../application/ports/system/life-sign.js';
import type { LoopTurns } from '../../application/ports/system/loop-turns.js';
import type { Machine } from '../../application/ports/system/machine.js';
import type { ProgramRunner } from '../../application/ports/system/program-runner.js';
import type { RunOutbox } from '../../application/ports/system/run-outbox.js';
import type { ServiceManager } from '../../application/ports/system/service-manager.js';
import type { StagedContent } from '../../application/ports/system/staged-content.js';
import type { Transcriber } from '../../application/ports/voice/transcriber.js';
import type { ReloadPart } from '../../application/reload/config-reloader.js';
import type { AppConfig } from '../../application/values/app-config.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { ScheduleWords } from '../../domain/cron/schedule-words.js';
import type { EngineCatalog } from '../../domain/engine/engine.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { SpokenTimes } from '../../domain/ports/spoken-times.js';
import type { StopSource } from '../../domain/ports/stop-signal.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import type { SwitchStore } from '../../domain/trigger/switch-store.js';
import { token } from './token.js';

/** What the outside gives: clocks, the store, adapters. */
export const outsideTokens = {
  clock: token<Clock>('clock'),
  ending: token<StopSource>('ending'),
  retrier: token<Retrier>('retrier'),
  alarm: token<Alarm>('alarm'),
  loopTurns: token<LoopTurns>('loopTurns'),
  calendar: token<CronCalendar>('calendar'),
  scheduleWords: token<ScheduleWords>('scheduleWords'),
  spokenTimes: token<SpokenTimes>('spokenTimes'),
  tokens: token<TokenSource>('tokens'),
  journal: token<Journal>('journal'),
  inbox: token<Inbox>('inbox'),
  sessions: token<SessionStore>('sessions'),
  preferences: token<Preferences>('preferences'),
  runStore: token<RunStore>('runStore'),
  offers: token<OfferStore>('offers'),
  outgoing: token<Outbox>('outgoing'),
  fired: token<FiredLedger>('fired'),
  switches: token<SwitchStore>('switches'),
  backlog: token<Backlog>('backlog'),
  storePlace: token<StorePlace>('storePlace'),
  ownProcess: token<OwnProcess>('ownProcess'),
  controlDoor: token<ControlDoor>('controlDoor'),
  metrics: token<MetricsPage>('metrics'),
  machine: token<Machine>('machine'),
  lifeSign: token<LifeSign>('lifeSign'),
  finishedWork: token<FinishedWork>('finishedWork'),
  runHistory: token<RunHistory>('runHistory'),
  sendPauses: token<SendPauses>('sendPauses'),
  chatStore: token<ChatStore>('chatStore'),
  keptFinalsStore: token<KeptFinalsStore>('keptFinalsStore'),
  checkpoints: token<Checkpoints>('checkpoints'),
  messages: token<MessageStore>('messages'),
  workInHand: token<WorkInHand>('workInHand'),
  pythonState: token<PythonState>('pythonState'),
  worktrees: token<Worktrees>('worktrees'),
  outbound: token<Outbound>('outbound'),
  programs: token<ProgramRunner>('programs'),
  transcriber: token<Transcriber>('transcriber'),
  fileVault: token<FileVault>('fileVault'),
  chatFileRules: token<ChatFileRulesOf>('chatFileRules'),
  gitExclude: token<GitExclude>('gitExclude'),
  stagedContent: token<StagedContent>('stagedContent'),
  runChanges: token<RunChanges>('runChanges'),
  runOutbox: token<RunOutbox>('runOutbox'),
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
} as const;
