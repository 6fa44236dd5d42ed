import type { ChatId, MessageId, RowId, RunId, UserId } from '../../../domain/ids.js';

/** What becomes of what people write, and of what they are told. */
export interface ChatFacts {
  /** Somebody who may not use the bot wrote or pressed a button. */
  'access.denied': { chat: ChatId; sender: UserId | null; kind: 'message' | 'button' };
  /** Who was turned away last is not remembered over a restart. */
  'access.denied-not-kept': null;
  /** Handling what somebody wrote failed by a fault; the chat has the reference. */
  'intake.crashed': { chat: ChatId; rows: readonly RowId[]; reference: string };
  /** Nothing was understood of a recording; the chat was told why. */
  'voice.not-heard': { chat: ChatId; why: string };
  /** What to do with late messages could not be asked. */
  'late-messages.failed': null;
  /** What a message stands for could not be looked up. */
  'messages.unknown': { bot: number; chatId: ChatId; messageId: MessageId };
  /** What a message stands for could not be noted; it is tried again. */
  'messages.not-noted': { bot: number; chatId: ChatId; messageId: MessageId };
  /** A group has another id. */
  'chat.moved': { from: ChatId; to: ChatId };
  /** Nobody can be reached in a chat. */
  'chat.unreachable': { chat: ChatId; reason: string };
  /** Somebody can be reached there again. */
  'chat.reached-again': { chat: ChatId };
  /** Where groups went could not be read. */
  'chat.moves-unknown': null;
  /** What became of a chat could not be kept. */
  'chat.not-kept': null;
  /** The outcome of a run was settled with the chat, or nobody can be reached there. */
  'final.settled': { run: RunId; chat: ChatId; outcome: 'delivered' | 'gone' };
  /** The outcome of a run is kept until its chat can be reached again. */
  'final.kept': { run: RunId | null; kind: 'final' | 'files'; chat: ChatId };
  /** Outcomes that were kept could not be sent by a fault. */
  'final.kept-not-sent': { chat: ChatId };
  /** Outcomes were kept for so long that they are forgotten. */
  'final.forgotten': { count: number };
  /** The disk refused an outcome; it is told all the same. */
  'outcome.not-stored': { run: RunId | null; kind: 'final' | 'conclusion' | 'files' };
  /** The disk refused to note how far the telling of an outcome has come; the rest is told all the same. */
  'outcome.not-noted': { run: RunId | null };
  /** Telling an outcome failed by a fault. */
  'outcome.failed': { run: RunId };
  /** The outbox of a run could not be made. */
  'outbox.not-made': { run: RunId; problem: string };
  /** The outbox of a run could not be read. */
  'outbox.not-read': { run: RunId; problem: string };
  /** Handing out the files of a run failed by a fault. */
  'outbox.failed': { run: RunId };
  /** Files were sent or refused, or nobody can be reached there. */
  'files.settled': { run: RunId | null; chat: ChatId; files: number; outcome: 'delivered' | 'gone' };
  /** Sending files failed by a fault. */
  'files.failed': { run: RunId | null };
  /** A file that was sent could not be deleted. */
  'files.not-deleted': { file: string };
  /** What earlier processes staged could not be forgotten. */
  'files.not-forgotten': null;
  /** The disk refused a notice; it is told all the same. */
  'notice.not-stored': null;
  /** Telling a notice failed by a fault. */
  'notice.failed': null;
  /** Notices that wait could not be read on; it is tried again. */
  'notice.not-read': null;
  /** The disk refused to forget a message that was told; it is tried again. */
  'parcel.not-released': { parcel: number; retryInMs: number };
  /** Nobody can be reached where a notice was for. */
  'notice.undeliverable': { chat: ChatId; reason: string };
  /** The bot is down; it is opened again. */
  'telegram.down': { why: string; retryInMs: number };
  /** The server is down; it is opened again. */
  'http.down': { why: string; retryInMs: number };
}
