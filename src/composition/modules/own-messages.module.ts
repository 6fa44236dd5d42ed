import { ContainerModule } from 'inversify';
import { ReadReply } from '../../application/chat/understand/read-reply.js';
import { RowsInHand } from '../../application/concurrency/rows-in-hand.js';
import { ParcelsInHand } from '../../application/delivery/parcels-in-hand.js';
import { OwnMessages } from '../../application/run/active/own-messages.js';
import { construct } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What our own messages stand for, which of those that arrive are being acted on, and which of ours are being sent. */
export const ownMessagesModule = new ContainerModule((options) => {
  construct(options, T.ownMessages, OwnMessages, T.messages, T.board, T.milestones, T.journal);
  construct(options, T.readReply, ReadReply, T.ownMessages, T.board, T.generations, T.journal);
  construct(options, T.rowsInHand, RowsInHand, T.workInHand, T.alarm);
  construct(options, T.parcelsInHand, ParcelsInHand, T.workInHand, T.alarm);
});
