import type {
  Attachment,
  CopiedText,
  FileAttachment,
  FileKind,
  InboundButton,
  InboundMessage,
  Quote,
  QuotedElsewhere,
  ReadAs,
  RepliedMessage,
  Sender,
  Transcript,
} from '../../../domain/chat/inbound.js';
import type { SavedFile } from '../../../domain/chat/saved-file.js';
import type { TextMark } from '../../../domain/chat/text-mark.js';
import type { MessageRef, Place } from '../../../domain/ids.js';
import {
  isFlag,
  isNumber,
  isText,
  listOf,
  objectOf,
  oneOf,
  optional,
  orNull,
  wordOf,
} from '../../../domain/json-shape.js';

/** A place as it is stored. */
export const isPlace = objectOf<Place>({ chatId: isNumber, threadId: orNull(isNumber) });

/** The identity of a message as it is stored. */
export const isMessageRef = objectOf<MessageRef>({ chatId: isNumber, messageId: isNumber });

const isSender = objectOf<Sender>({ id: isNumber, name: isText, isBot: isFlag, username: optional(isText) });

const isChatKind = oneOf('private', 'group', 'supergroup', 'channel');

const isAttachment = wordOf<Attachment>({
  animation: true,
  audio: true,
  checklist: true,
  contact: true,
  dice: true,
  document: true,
  game: true,
  gift: true,
  giveaway: true,
  invoice: true,
  location: true,
  other: true,
  'paid-media': true,
  photo: true,
  poll: true,
  sticker: true,
  story: true,
  venue: true,
  video: true,
  'video-note': true,
  voice: true,
});

const isFileAttachments = optional(
  listOf(
    objectOf<FileAttachment>({
      kind: wordOf<FileKind>({
        animation: true,
        audio: true,
        document: true,
        photo: true,
        sticker: true,
        video: true,
        'video-note': true,
        voice: true,
      }),
      fileId: isText,
      uniqueId: isText,
      name: optional(isText),
      mime: optional(isText),
      bytes: optional(isNumber),
      seconds: optional(isNumber),
    }),
  ),
);

/** Files that people sent, where there are any, as they are stored. */
export const isSavedFiles = optional(
  listOf(objectOf<SavedFile>({ path: isText, shown: isText, mime: isText, bytes: isNumber })),
);

const isMarks = optional(
  listOf(
    objectOf<TextMark>({
      kind: oneOf('link', 'code', 'block', 'quote'),
      offset: isNumber,
      length: isNumber,
      url: optional(isText),
      language: optional(isText),
    }),
  ),
);

const isQuote = optional(objectOf<Quote>({ text: isText, marks: isMarks }));

const isRepliedMessage = objectOf<RepliedMessage>({
  messageId: isNumber,
  text: isText,
  marks: isMarks,
  ours: isFlag,
  by: optional(isText),
  attachment: optional(isAttachment),
  attachments: isFileAttachments,
  quote: isQuote,
});

/** A message as it is stored. */
export const isInboundMessage = objectOf<InboundMessage>({
  kind: oneOf('message'),
  bot: isNumber,
  updateId: isNumber,
  chatId: isNumber,
  chatKind: isChatKind,
  messageId: isNumber,
  threadId: orNull(isNumber),
  sender: orNull(isSender),
  sentAt: isNumber,
  text: isText,
  marks: isMarks,
  forwarded: isFlag,
  writtenBy: optional(isText),
  attachment: orNull(isAttachment),
  attachments: isFileAttachments,
  mediaGroup: orNull(isText),
  replyTo: orNull(isRepliedMessage),
  elsewhere: optional(
    objectOf<QuotedElsewhere>({ by: optional(isText), attachment: optional(isAttachment), quote: isQuote }),
  ),
  edited: optional(oneOf(true)),
  usernames: optional(listOf(isText)),
  people: optional(listOf(isText)),
  onBehalfOf: optional(oneOf('group', 'channel')),
  transcript: optional(
    objectOf<Transcript>({
      words: isText,
      captioned: optional(oneOf(true)),
      seconds: optional(isNumber),
      shownIn: optional(isNumber),
      confirmed: optional(oneOf(true)),
    }),
  ),
  readAs: optional(
    objectOf<ReadAs>({
      at: optional(oneOf('branch', 'text')),
      slash: optional(oneOf('text')),
      correction: optional(oneOf(true)),
    }),
  ),
});

/** A button that copies a text, as it is stored. */
export const isCopiedText = objectOf<CopiedText>({ label: isText, copy: isText });

/** A press of a button as it is stored. */
export const isInboundButton = objectOf<InboundButton>({
  kind: oneOf('button'),
  bot: isNumber,
  updateId: isNumber,
  buttonId: isText,
  data: isText,
  chatId: isNumber,
  chatKind: isChatKind,
  messageId: isNumber,
  threadId: orNull(isNumber),
  sender: isSender,
  genuine: optional(isFlag),
  copies: optional(listOf(isCopiedText)),
});
