import type { ChatId, MessageId, ThreadId, UserId } from '../../domain/ids.js';

/** A message from Telegram, reduced to what the application looks at. Plain JSON: it is stored as it is. */
export interface InboundMessage {
  readonly kind: 'message';
  /** The bot's user id; update ids are unique for each bot. */
  readonly bot: number;
  readonly updateId: number;
  readonly chatId: ChatId;
  readonly chatKind: 'private' | 'group' | 'supergroup' | 'channel';
  readonly messageId: MessageId;
  readonly threadId: ThreadId | null;
  readonly sender: Sender | null;
  /** By Telegram's clock, in milliseconds (whole seconds). */
  readonly sentAt: number;
  /** The text, else the caption, else empty. */
  readonly text: string;
  readonly forwarded: boolean;
  /** Kind of a file, voice note and so on that came with it. */
  readonly attachment: 'voice' | 'document' | 'photo' | 'video' | 'audio' | 'sticker' | null;
  readonly mediaGroup: string | null;
  readonly replyTo: RepliedMessage | null;
}

export interface Sender {
  readonly id: UserId;
  readonly name: string;
  readonly isBot: boolean;
}

/** The message that was replied to. */
export interface RepliedMessage {
  readonly messageId: MessageId;
  /** Its text, else its caption, else empty. */
  readonly text: string;
  /** Whether our bot wrote it. */
  readonly ours: boolean;
}

/** A press of a button under one of our messages. Plain JSON. */
export interface InboundButton {
  readonly kind: 'button';
  readonly bot: number;
  readonly updateId: number;
  /** Telegram's callback query id, to be answered. */
  readonly buttonId: string;
  readonly data: string;
  readonly chatId: ChatId;
  readonly chatKind: 'private' | 'group' | 'supergroup' | 'channel';
  readonly messageId: MessageId;
  readonly threadId: ThreadId | null;
  readonly sender: Sender;
}

export type Inbound = InboundMessage | InboundButton;

/** Takes what a poll brought. */
export interface UpdateIntake {
  /** Resolves once everything that will be handled is on disk; only then may the updates be acknowledged to Telegram. */
  accept(updates: readonly Inbound[]): Promise<void>;
}
