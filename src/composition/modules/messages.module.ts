import { ContainerModule } from 'inversify';
import { AnswerInWords } from '../../application/chat/answer-in-words.js';
import { CommandMenu } from '../../application/chat/command-menu.js';
import { SaveFiles } from '../../application/chat/files/save-files.js';
import { TakeFiles } from '../../application/chat/files/take-files.js';
import { GatherMessages } from '../../application/chat/gather-messages.js';
import { HandleAnswered } from '../../application/chat/handle-answered.js';
import { HandleMessages } from '../../application/chat/handle-messages.js';
import { HearFirst } from '../../application/chat/hear-first.js';
import { LateMessages } from '../../application/chat/late-messages.js';
import { OfferCorrection } from '../../application/chat/offer-correction.js';
import { ReceiveEdit } from '../../application/chat/receive-edit.js';
import { ReceiveMessage } from '../../application/chat/receive-message.js';
import { ReceiveUpdates } from '../../application/chat/receive-updates.js';
import { TurnAway } from '../../application/chat/turn-away.js';
import { AskFirst } from '../../application/chat/understand/ask-first.js';
import { BranchWords } from '../../application/chat/understand/branch-words.js';
import { ChatMembers } from '../../application/chat/understand/chat-members.js';
import { UnderstandMessage } from '../../application/chat/understand/understand-message.js';
import { UpdateLanes } from '../../application/chat/update-lanes.js';
import { HearMessage } from '../../application/chat/voice/hear-message.js';
import { KeyedSerial } from '../../application/concurrency/keyed-serial.js';
import { TurnedAway } from '../../application/health/turned-away.js';
import type { ChatId } from '../../domain/ids.js';
import { build, construct, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What becomes of messages: who may write, what belongs together, what it means, and what it starts. */
export const messagesModule = new ContainerModule((options) => {
  construct(options, T.chatMembers, ChatMembers);
  construct(options, T.comingFiles, KeyedSerial<ChatId>);
  construct(options, T.branchWords, BranchWords, T.worktrees, T.chatMembers);
  build(options, T.understand, UnderstandMessage, {
    ...the('generations', 'tokens', 'commandNames'),
    preferences: T.effectivePreferences,
    replies: T.readReply,
    branches: T.branchWords,
  });
  construct(options, T.askFirst, AskFirst, T.notices);
  build(options, T.answered, HandleAnswered, {
    ...the('inbox', 'bots', 'commands', 'receiveMessage', 'hear'),
    hands: T.rowsInHand,
    answers: T.answerInWords,
    lanes: T.updateLanes,
  });
  build(options, T.saveFiles, SaveFiles, { ...the('alarm', 'ending', 'gitExclude'), vault: T.fileVault });
  build(options, T.takeFiles, TakeFiles, {
    ...the('generations'),
    directories: T.runDirectories,
    save: T.saveFiles,
    rulesOf: T.chatFileRules,
  });
  build(options, T.hear, HearMessage, {
    ...the('bots', 'generations', 'transcriber', 'notices', 'alarm', 'journal'),
    hands: T.rowsInHand,
  });
  build(options, T.receiveMessage, ReceiveMessage, {
    ...the('bots', 'inbox', 'understand', 'askFirst', 'takeFiles', 'submitRun', 'commands', 'handOver', 'activeRuns'),
    ...the('comingFiles'),
    desk: T.approvals,
  });
  provideFrom(
    options,
    T.late,
    ({ receiveMessage, ...tools }) =>
      new LateMessages({ ...tools, offerOf: receiveMessage.offerOf.bind(receiveMessage) }),
    the('notices', 'clock', 'alarm', 'journal', 'receiveMessage'),
  );
  build(options, T.answerInWords, AnswerInWords, { ...the('bots', 'activeRuns', 'generations'), desk: T.approvals });
  build(options, T.corrections, OfferCorrection, the('notices', 'inbox', 'dispatcher'));
  build(options, T.edits, ReceiveEdit, {
    ...the('inbox', 'dispatcher', 'understand', 'offers', 'answered', 'corrections', 'activeRuns'),
    answers: T.answerInWords,
    book: T.runStore,
  });
  construct(options, T.turnedAway, TurnedAway, T.clock, T.journal, T.checkpoints);
  build(options, T.turnAway, TurnAway, the('bots', 'generations', 'clock', 'turnedAway'));
  build(options, T.updateLanes, UpdateLanes, { ...the('bots', 'inbox', 'tokens', 'journal'), hands: T.rowsInHand });
  build(options, T.handleMessages, HandleMessages, {
    ...the('bots', 'inbox', 'commands', 'late', 'edits', 'receiveMessage'),
    answers: T.answerInWords,
  });
  build(options, T.gather, GatherMessages, {
    ...the('generations', 'bots', 'alarm', 'commands'),
    answers: T.answerInWords,
    lanes: T.updateLanes,
    handle: T.handleMessages,
  });
  build(options, T.hearFirst, HearFirst, {
    ...the('generations', 'alarm', 'bots', 'inbox', 'hear', 'commands', 'gather'),
    answers: T.answerInWords,
    handle: T.handleMessages,
    lanes: T.updateLanes,
  });
  build(options, T.updates, ReceiveUpdates, {
    ...the('generations', 'inbox', 'clock', 'turnAway', 'hearFirst', 'gather', 'receiveButton', 'late'),
    members: T.chatMembers,
    hands: T.rowsInHand,
    lanes: T.updateLanes,
  });
  build(options, T.menu, CommandMenu, the('generations', 'bots', 'commands', 'journal'));
});
