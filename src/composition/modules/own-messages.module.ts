import { ContainerModule } from 'inversify';
import { ReadReply } from '../../application/chat/understand/read-reply.js';
import { RowsInHand } from '../../application/concurrency/rows-in-hand.js';
import { ParcelsInHand } from '../../application/delivery/parcels-in-hand.js';
import { OwnMessages } from '../../application/run/active/own-messages.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What our own messages stand for, which of those that arrive are being acted on, and which of ours are being sent. */
export const ownMessagesModule = new ContainerModule((options) => {
  provide(
    options,
    T.ownMessages,
    [T.messages, T.board, T.milestones, T.journal],
    (book, board, milestones, journal) => new OwnMessages(book, board, milestones, journal),
  );
  provide(
    options,
    T.readReply,
    [T.ownMessages, T.board, T.generations, T.journal],
    (messages, board, generations, journal) => new ReadReply(messages, board, generations, journal),
  );
  provide(options, T.rowsInHand, [T.workInHand, T.alarm], (work, alarm) => new RowsInHand(work, alarm));
  provide(options, T.parcelsInHand, [T.workInHand, T.alarm], (work, alarm) => new ParcelsInHand(work, alarm));
});
