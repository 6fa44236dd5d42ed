import { ContainerModule } from 'inversify';
import { AnswerInWords } from '../../application/chat/answer-in-words.js';
import { CommandMenu } from '../../application/chat/command-menu.js';
import { HandleAnswered } from '../../application/chat/handle-answered.js';
import { LateMessages } from '../../application/chat/late-messages.js';
import { ReceiveEdit } from '../../application/chat/receive-edit.js';
import { ReceiveMessage } from '../../application/chat/receive-message.js';
import { ReceiveUpdates } from '../../application/chat/receive-updates.js';
import { TurnAway } from '../../application/chat/turn-away.js';
import { AskFirst } from '../../application/chat/understand/ask-first.js';
import { BranchWords } from '../../application/chat/understand/branch-words.js';
import { ChatMembers } from '../../application/chat/understand/chat-members.js';
import { UnderstandMessage } from '../../application/chat/understand/understand-message.js';
import { TurnedAway } from '../../application/health/turned-away.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What becomes of messages: who may write, what belongs together, what it means, and what it starts. */
export const messagesModule = new ContainerModule((options) => {
  provide(options, T.chatMembers, [], () => new ChatMembers());
  provide(
    options,
    T.branchWords,
    [T.worktrees, T.chatMembers],
    (worktrees, members) => new BranchWords(worktrees, members),
  );
  provide(
    options,
    T.understand,
    [T.generations, T.effectivePreferences, T.readReply, T.branchWords, T.tokens],
    (generations, preferences, replies, branches, tokens) =>
      new UnderstandMessage({ generations, preferences, replies, branches, tokens }),
  );
  provide(options, T.askFirst, [T.notices], (notices) => new AskFirst(notices));
  provide(
    options,
    T.answered,
    [T.inbox, T.bots, T.commands, T.receiveMessage, T.rowsInHand],
    (inbox, bots, commands, receiveMessage, hands) => new HandleAnswered(inbox, bots, commands, receiveMessage, hands),
  );
  provide(
    options,
    T.receiveMessage,
    [T.bots, T.inbox, T.understand, T.askFirst, T.submitRun, T.commands, T.handOver],
    (bots, inbox, understand, askFirst, submitRun, commands, handOver) =>
      new ReceiveMessage({ bots, inbox, understand, askFirst, submitRun, commands, handOver }),
  );
  provide(
    options,
    T.late,
    [T.notices, T.clock, T.alarm, T.journal, T.receiveMessage],
    (notices, clock, alarm, journal, receiveMessage) => {
      const offerOf = receiveMessage.offerOf.bind(receiveMessage);
      return new LateMessages({ notices, clock, alarm, journal, offerOf });
    },
  );
  provide(options, T.answerInWords, [T.bots, T.approvalDesk], (bots, desk) => new AnswerInWords(bots, desk));
  provide(
    options,
    T.edits,
    [T.inbox, T.dispatcher, T.runBook, T.understand, T.offers, T.answered],
    (inbox, dispatcher, book, understand, offers, answered) =>
      new ReceiveEdit({ inbox, dispatcher, book, understand, offers, answered }),
  );
  provide(
    options,
    T.turnedAway,
    [T.clock, T.journal, T.milestones],
    (clock, journal, milestones) => new TurnedAway(clock, journal, milestones),
  );
  provide(
    options,
    T.turnAway,
    [T.bots, T.generations, T.clock, T.turnedAway],
    (bots, generations, clock, turnedAway) => new TurnAway({ bots, generations, clock, turnedAway }),
  );
  provide(
    options,
    T.updates,
    [
      T.generations,
      T.bots,
      T.inbox,
      T.clock,
      T.alarm,
      T.tokens,
      T.receiveMessage,
      T.receiveButton,
      T.answerInWords,
      T.late,
      T.commands,
      T.rowsInHand,
      T.journal,
      T.edits,
      T.turnAway,
      T.chatMembers,
    ],
    (
      generations,
      bots,
      inbox,
      clock,
      alarm,
      tokens,
      receiveMessage,
      receiveButton,
      answers,
      late,
      commands,
      hands,
      journal,
      edits,
      turnAway,
      members,
    ) =>
      new ReceiveUpdates({
        generations,
        bots,
        inbox,
        clock,
        alarm,
        tokens,
        receiveMessage,
        receiveButton,
        answers,
        late,
        commands,
        hands,
        journal,
        edits,
        turnAway,
        members,
      }),
  );
  provide(
    options,
    T.menu,
    [T.generations, T.bots, T.commands, T.journal],
    (generations, bots, commands, journal) => new CommandMenu({ generations, bots, commands, journal }),
  );
});
