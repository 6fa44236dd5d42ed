import type { ChatId, MessageId, ThreadId } from '../../../domain/ids.js';

/** What the Bot API says and does. */
export interface TelegramFacts {
  /** A call was answered, or not. */
  'telegram.called': { method: string; outcome: string };
  /** Telegram asked for silence. */
  'telegram.flood': { chat: ChatId; retryAfterMs: number; everywhere: boolean };
  /** Rate limits of an earlier process could not be read. */
  'telegram.pauses-unknown': null;
  /** A group has another id, said the answer to a call. */
  'telegram.chat-moved': { from: ChatId; to: ChatId };
  /** The topic of a message is gone; it goes to the group itself. */
  'telegram.topic-gone': { chatId: ChatId; threadId: ThreadId | null };
  /** A part of a message was refused. */
  'telegram.send-refused': { chatId: ChatId; threadId: ThreadId | null; reason: string };
  /** Nobody can be reached where a message was for. */
  'telegram.send-gone': { chatId: ChatId; threadId: ThreadId | null; reason: string };
  /** A part of a message was given up. */
  'telegram.send-given-up': { chatId: ChatId; threadId: ThreadId | null; reason: string };
  /** A message could not be edited. */
  'telegram.edit-given-up': { chatId: ChatId; messageId: MessageId; reason: string };
  /** A message could not be deleted. */
  'telegram.delete-given-up': { chatId: ChatId; messageId: MessageId; reason: string };
  /** A chat takes no reactions; it gets no more of them. */
  'telegram.reactions-refused': { chat: ChatId; reason: string };
  /** Sending failed by a fault. */
  'telegram.job-broke': { rank: string };
  /** Buttons could not be taken away. */
  'telegram.buttons-failed': { reason: string };
  /** A pressed button could not be answered. */
  'telegram.answer-button-failed': { reason: string };
  /** The command menu could not be set. */
  'telegram.menu-failed': { reason: string };
  /** Whether somebody is an administrator could not be asked. */
  'telegram.member-failed': { reason: string };
  /** Updates came and are on disk. */
  'telegram.updates-accepted': { count: number };
  /** Updates came and could not be stored; they come again. */
  'telegram.accept-failed': null;
  /** An update is of no use to us. */
  'telegram.update-skipped': { update: number | null; reason: string };
  /** A poll failed. */
  'telegram.poll-failed': { trouble: string; failures: number; conflict: boolean };
  /** A webhook of somebody else was in the way of polling. */
  'telegram.webhook-removed': null;
  /** Telegram can be heard again. */
  'telegram.hearing-again': { failures: number };
  /** Telegram is heard without failures again. */
  'telegram.hearing-steadily': { failures: number };
}
