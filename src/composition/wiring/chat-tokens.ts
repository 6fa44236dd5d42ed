import type { AnswerInWords } from '../../application/chat/answer-in-words.js';
import type { ButtonHandler } from '../../application/chat/buttons/button-handler.js';
import type { FindWaitingQuestion } from '../../application/chat/buttons/questions/waiting-question.js';
import type { ReceiveButton } from '../../application/chat/buttons/receive-button.js';
import type { CommandMenu } from '../../application/chat/command-menu.js';
import type { AskTime } from '../../application/chat/commands/at/ask-time.js';
import type { AtList } from '../../application/chat/commands/at/at-list.js';
import type { DeviceLogin } from '../../application/chat/commands/auth/device-login.js';
import type { LogIn } from '../../application/chat/commands/auth/log-in.js';
import type { ChatSettings } from '../../application/chat/commands/choices/chat-settings.js';
import type { Command } from '../../application/chat/commands/command.js';
import type { CommandTable } from '../../application/chat/commands/command-table.js';
import type { CommandTask } from '../../application/chat/commands/command-task.js';
import type { FileBrowser } from '../../application/chat/commands/files/file-browser.js';
import type { FileGet } from '../../application/chat/commands/files/file-get.js';
import type { GetFiles } from '../../application/chat/commands/files/get-files.js';
import type { ProjectFiles } from '../../application/chat/commands/files/project-files.js';
import type { StatusBoard } from '../../application/chat/commands/status/status-board.js';
import type { ThreadBrowser } from '../../application/chat/commands/threads/thread-browser.js';
import type { SaveFiles } from '../../application/chat/files/save-files.js';
import type { TakeFiles } from '../../application/chat/files/take-files.js';
import type { GatherMessages } from '../../application/chat/gather-messages.js';
import type { HandleAnswered } from '../../application/chat/handle-answered.js';
import type { HandleMessages } from '../../application/chat/handle-messages.js';
import type { HearFirst } from '../../application/chat/hear-first.js';
import type { LateMessages } from '../../application/chat/late-messages.js';
import type { OfferCorrection } from '../../application/chat/offer-correction.js';
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
import type { UpdateLanes } from '../../application/chat/update-lanes.js';
import type { HearMessage } from '../../application/chat/voice/hear-message.js';
import type { KeyedSerial } from '../../application/concurrency/keyed-serial.js';
import type { RowsInHand } from '../../application/concurrency/rows-in-hand.js';
import type { ParcelsInHand } from '../../application/delivery/parcels-in-hand.js';
import type { TurnedAway } from '../../application/health/turned-away.js';
import type { SuspectParcels } from '../../application/lifecycle/suspect-parcels.js';
import type { KeptTexts } from '../../application/ports/store/kept-texts.js';
import type { ChatChoice } from '../../application/preferences/chat-choice.js';
import type { EffectivePreferences } from '../../application/preferences/effective-preferences.js';
import type { RunOffered } from '../../application/run/run-offered.js';
import type { AtDue } from '../../application/schedule/at-due.js';
import type { RetryRuns } from '../../application/schedule/retry-runs.js';
import type { ReceiveWebhook } from '../../application/triggers/receive-webhook.js';
import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { ChatId } from '../../domain/ids.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { token } from './token.js';

/** What is written in chats and pressed there. */
export const chatTokens = {
  startupBuffer: token<StartupBuffer>('startupBuffer'),
  effectivePreferences: token<EffectivePreferences>('effectivePreferences'),
  answerInWords: token<AnswerInWords>('answerInWords'),
  atDue: token<AtDue>('atDue'),
  retryRuns: token<RetryRuns>('retryRuns'),
  delayed: token<AtScheduler<DelayedRun>>('delayed'),
  atList: token<AtList>('atList'),
  askTime: token<AskTime>('askTime'),
  choices: token<readonly ChatChoice[]>('choices'),
  chatSettings: token<ChatSettings>('chatSettings'),
  deviceLogin: token<DeviceLogin>('deviceLogin'),
  logIn: token<LogIn>('logIn'),
  statusBoard: token<StatusBoard>('statusBoard'),
  threadBrowser: token<ThreadBrowser>('threadBrowser'),
  projectFiles: token<ProjectFiles>('projectFiles'),
  fileBrowser: token<FileBrowser>('fileBrowser'),
  getFiles: token<GetFiles>('getFiles'),
  fileGet: token<FileGet>('fileGet'),
  commandTask: token<CommandTask>('commandTask'),
  commandNames: token<readonly string[]>('commandNames'),
  commandList: token<readonly Command[]>('commandList'),
  commands: token<CommandTable>('commands'),
  waitingQuestion: token<FindWaitingQuestion>('waitingQuestion'),
  buttonList: token<readonly ButtonHandler[]>('buttonList'),
  readReply: token<ReadReply>('readReply'),
  rowsInHand: token<RowsInHand>('rowsInHand'),
  parcelsInHand: token<ParcelsInHand>('parcelsInHand'),
  suspectParcels: token<SuspectParcels>('suspectParcels'),
  keptTexts: token<KeptTexts>('keptTexts'),
  saveFiles: token<SaveFiles>('saveFiles'),
  takeFiles: token<TakeFiles>('takeFiles'),
  receiveMessage: token<ReceiveMessage>('receiveMessage'),
  late: token<LateMessages>('late'),
  chatMembers: token<ChatMembers>('chatMembers'),
  branchWords: token<BranchWords>('branchWords'),
  understand: token<UnderstandMessage>('understand'),
  askFirst: token<AskFirst>('askFirst'),
  answered: token<HandleAnswered>('answered'),
  corrections: token<OfferCorrection>('corrections'),
  edits: token<ReceiveEdit>('edits'),
  turnedAway: token<TurnedAway>('turnedAway'),
  turnAway: token<TurnAway>('turnAway'),
  offered: token<RunOffered>('offered'),
  receiveButton: token<ReceiveButton>('receiveButton'),
  webhooks: token<ReceiveWebhook>('webhooks'),
  updateLanes: token<UpdateLanes>('updateLanes'),
  handleMessages: token<HandleMessages>('handleMessages'),
  comingFiles: token<KeyedSerial<ChatId>>('comingFiles'),
  hear: token<HearMessage>('hear'),
  hearFirst: token<HearFirst>('hearFirst'),
  gather: token<GatherMessages>('gather'),
  updates: token<ReceiveUpdates>('updates'),
  menu: token<CommandMenu>('menu'),
} as const;
