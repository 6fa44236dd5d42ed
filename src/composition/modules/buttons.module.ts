import { ContainerModule } from 'inversify';
import { AskAgainButton } from '../../application/chat/buttons/ask-again-button.js';
import type { ButtonHandler } from '../../application/chat/buttons/button-handler.js';
import { CancelButton } from '../../application/chat/buttons/cancel-button.js';
import { DiffButton } from '../../application/chat/buttons/diff-button.js';
import { HeldButton } from '../../application/chat/buttons/held-button.js';
import { KeptButton } from '../../application/chat/buttons/kept-button.js';
import { MoreButton } from '../../application/chat/buttons/more-button.js';
import { OfferButton } from '../../application/chat/buttons/offer-button.js';
import { DenyQuestionButton } from '../../application/chat/buttons/questions/deny-question-button.js';
import { ShowQuestionButton } from '../../application/chat/buttons/questions/show-question-button.js';
import { TellQuestionButton } from '../../application/chat/buttons/questions/tell-question-button.js';
import { FindWaitingQuestion } from '../../application/chat/buttons/questions/waiting-question.js';
import { ReceiveButton } from '../../application/chat/buttons/receive-button.js';
import { RequestButton } from '../../application/chat/buttons/request-button.js';
import { RetryButton } from '../../application/chat/buttons/retry-button.js';
import { RunMissedButton } from '../../application/chat/buttons/run-missed-button.js';
import { TakeBackButton } from '../../application/chat/buttons/take-back-button.js';
import { WorksButton } from '../../application/chat/buttons/works-button.js';
import { WriteMoveButton } from '../../application/chat/buttons/write-move-button.js';
import { DropDelayedButton } from '../../application/chat/commands/at/drop-delayed-button.js';
import { DropListedButton } from '../../application/chat/commands/at/drop-listed-button.js';
import { CancelLoginButton } from '../../application/chat/commands/auth/cancel-login-button.js';
import { LogInButton } from '../../application/chat/commands/auth/log-in-button.js';
import { ChoiceButton } from '../../application/chat/commands/choices/choice-button.js';
import { BrowseButton } from '../../application/chat/commands/files/browse-button.js';
import { SendFileButton } from '../../application/chat/commands/files/send-file-button.js';
import { ShowButton } from '../../application/chat/commands/help/show-button.js';
import { DropLoopButton } from '../../application/chat/commands/loops/drop-loop-button.js';
import { StatusButton } from '../../application/chat/commands/status/status-button.js';
import { ThreadsButton } from '../../application/chat/commands/threads/threads-button.js';
import { TriggersButton } from '../../application/chat/commands/triggers/triggers-button.js';
import { QuestionButton } from '../../application/chat/question-button.js';
import { build, collect, construct, of, over } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** The buttons under messages, a line each. */
export const buttonsModule = new ContainerModule((options) => {
  construct(options, T.waitingQuestion, FindWaitingQuestion, T.activeRuns, T.waitingRuns, T.chatMoves);
  collect<ButtonHandler>(options, T.buttonList, [
    of(CancelButton, T.cancelRuns),
    of(AskAgainButton, T.activeRuns, T.approvals),
    of(WorksButton),
    of(ShowQuestionButton, T.waitingQuestion),
    of(DenyQuestionButton, T.waitingQuestion, T.approvals),
    of(TellQuestionButton, T.waitingQuestion, T.approvals, T.cancelRuns),
    of(DropDelayedButton, T.delayed),
    of(DropListedButton, T.delayed, T.atList),
    of(DropLoopButton, T.loops, T.loopList),
    of(TriggersButton, T.steerTriggers),
    of(RunMissedButton, T.catchUp),
    of(OfferButton, T.followChats, T.offers, T.offered),
    of(MoreButton, T.followChats, T.outgoing),
    of(KeptButton, T.followChats, T.keptFinals),
    over(DiffButton, {
      sendFiles: T.sendFiles,
      changes: T.runChanges,
      messages: T.ownMessages,
      vault: T.fileVault,
      codec: T.codec,
    }),
    of(QuestionButton, T.followChats, T.offers, T.answered),
    of(HeldButton, T.followConfig, T.pendingReload),
    of(TakeBackButton, T.takeBack),
    of(WriteMoveButton, T.followChats, T.editConfig),
    of(RequestButton, T.approvals),
    of(CancelLoginButton, T.deviceLogin),
    of(LogInButton, T.logIn),
    of(RetryButton, T.followChats, T.offers, T.retryRuns),
    over(ShowButton, the('commands', 'bots', 'clock')),
    over(StatusButton, { ...the('dispatcher', 'delayed', 'loops'), board: T.statusBoard }),
    of(ThreadsButton, T.threadBrowser),
    over(BrowseButton, { messages: T.ownMessages, files: T.projectFiles, browser: T.fileBrowser }),
    of(SendFileButton, T.ownMessages, T.projectFiles, T.getFiles),
    of(ChoiceButton, T.choices, T.chatSettings),
  ]);
  build(options, T.receiveButton, ReceiveButton, { ...the('bots', 'generations', 'inbox'), handlers: T.buttonList });
});
