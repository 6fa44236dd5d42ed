import type { ChatId, MessageId, ThreadId, UserId } from '../ids.js';
import type { TextMark } from './text-mark.js';

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
  /** What parts of the text carry beside their words. */
  readonly marks?: readonly TextMark[];
  /** Somebody else wrote it, or its sender elsewhere. */
  readonly forwarded: boolean;
  /** Who wrote it, as Telegram names them, where that is not its sender. */
  readonly writtenBy?: string;
  /** What came with it or in place of words. */
  readonly attachment: Attachment | null;
  /** The files among it that Telegram keeps for us; absent where there are none, and in what earlier versions stored. */
  readonly attachments?: readonly FileAttachment[];
  readonly mediaGroup: string | null;
  readonly replyTo: RepliedMessage | null;
  /** What it replies to in another chat, as far as Telegram shows that. */
  readonly elsewhere?: QuotedElsewhere;
  /** The person changed it after it was sent; the text is the new one. */
  readonly edited?: true;
  /** What Telegram marked as usernames in the text, each with its `@`, in lower case. */
  readonly usernames?: readonly string[];
  /** The words under which people without usernames are mentioned in the text, in lower case. */
  readonly people?: readonly string[];
  /** It was written in the name of a chat: then nobody knows by whom. */
  readonly onBehalfOf?: 'group' | 'channel';
  /** What was understood of what was said in it, once somebody has listened; the words are in the text. */
  readonly transcript?: Transcript;
  /** How its sender wants it understood, where that was asked. */
  readonly readAs?: ReadAs;
}

/** Kinds of content beside text. `other`: one that this version has no name for. */
export type Attachment =
  | 'animation'
  | 'audio'
  | 'checklist'
  | 'contact'
  | 'dice'
  | 'document'
  | 'game'
  | 'gift'
  | 'giveaway'
  | 'invoice'
  | 'location'
  | 'other'
  | 'paid-media'
  | 'photo'
  | 'poll'
  | 'sticker'
  | 'story'
  | 'venue'
  | 'video'
  | 'video-note'
  | 'voice';

/** A file that came with a message. Telegram keeps its content; the name is what its sender claims. Plain JSON. */
export interface FileAttachment {
  readonly kind: FileKind;
  /** What the bot fetches it with, for as long as Telegram keeps it. */
  readonly fileId: string;
  /** The same for the same file, whoever sends it and to which bot. */
  readonly uniqueId: string;
  readonly name?: string;
  /** The media type that is claimed. */
  readonly mime?: string;
  readonly bytes?: number;
  /** How long it plays. */
  readonly seconds?: number;
}

/** Kinds of attachments that are files. */
export type FileKind = Extract<
  Attachment,
  'document' | 'photo' | 'video' | 'video-note' | 'animation' | 'audio' | 'voice' | 'sticker'
>;

/** What was understood of a recording. Plain JSON. */
export interface Transcript {
  readonly words: string;
  /** The text began with a caption before the words were put behind it. */
  readonly captioned?: true;
  /** How long the recording plays. */
  readonly seconds?: number;
  /** The message of ours that shows the words. */
  readonly shownIn?: MessageId;
  /** Its sender says that these are the words. */
  readonly confirmed?: true;
}

/** What was decided about the words that could mean two things. */
export interface ReadAs {
  /** What an `@name` at the beginning is. */
  readonly at?: 'branch' | 'text';
  /** A slash word at the beginning is part of the task. */
  readonly slash?: 'text';
  /** It corrects what an agent was told before. */
  readonly correction?: true;
}

export interface Sender {
  readonly id: UserId;
  readonly name: string;
  readonly isBot: boolean;
  /** Without `@`. */
  readonly username?: string;
}

/** The message that was replied to. */
export interface RepliedMessage {
  readonly messageId: MessageId;
  /** Its text, else its caption, else empty. */
  readonly text: string;
  readonly marks?: readonly TextMark[];
  /** Whether our bot wrote it. */
  readonly ours: boolean;
  /** Who wrote it, as Telegram names them; absent where our bot did, or who replies. */
  readonly by?: string;
  /** What came with it or in place of words. */
  readonly attachment?: Attachment;
  /** The files among it. */
  readonly attachments?: readonly FileAttachment[];
  /** The part of it that was selected. */
  readonly quote?: Quote;
}

/** Words that were selected in a message. */
export interface Quote {
  readonly text: string;
  readonly marks?: readonly TextMark[];
}

/** A message of another chat that was replied to. */
export interface QuotedElsewhere {
  /** Who wrote it, as Telegram names them; absent where who replies did. */
  readonly by?: string;
  readonly attachment?: Attachment;
  /** The part of it that was selected; Telegram shows no more. */
  readonly quote?: Quote;
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
  /** Whether the message had a button with that data when it was pressed; absent where Telegram doesn't show the message any more. */
  readonly genuine?: boolean;
  /** The buttons beside it that put a text on the clipboard. */
  readonly copies?: readonly CopiedText[];
}

/** A button that puts a text on the clipboard of whoever presses it; of 1 to 256 characters. */
export interface CopiedText {
  readonly label: string;
  readonly copy: string;
}

export type Inbound = InboundMessage | InboundButton;

/** Takes what a poll brought. */
export interface UpdateIntake {
  /** Resolves once everything that will be handled is on disk; only then may the updates be acknowledged to Telegram. */
  accept(updates: readonly Inbound[]): Promise<void>;
}
