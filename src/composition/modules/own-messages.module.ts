import { ContainerModule } from 'inversify';
import { ReadReply } from '../../application/chat/understand/read-reply.js';
import { RowsInHand } from '../../application/concurrency/rows-in-hand.js';
import { ParcelsInHand } from '../../application/delivery/parcels-in-hand.js';
import { OwnMessages } from '../../application/run/active/own-messages.js';
import { build, construct } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What our own messages stand for, which of those that arrive are being acted on, and which of ours are being sent. */
export const ownMessagesModule = new ContainerModule((options) => {
  build(options, T.ownMessages, OwnMessages, the('messages', 'activeRuns', 'checkpoints', 'journal'));
  build(options, T.readReply, ReadReply, the('ownMessages', 'activeRuns', 'generations', 'journal'));
  construct(options, T.rowsInHand, RowsInHand, T.workInHand, T.alarm);
  construct(options, T.parcelsInHand, ParcelsInHand, T.workInHand, T.alarm);
});
