import type { Content, FinalView, ProgressView } from '../../application/ports/chat-channel.js';

/** A styled range of a text: the part of Telegram's `MessageEntity` that we use. Offset and length in UTF-16 units. */
export interface TextEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

/** A text with styles, as Telegram takes it without `parse_mode`; fits in one message. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** How everything that is shown in a chat is worded; all are pure. */
export interface ChatTexts {
  progress(view: ProgressView): FormattedText;
  /** The messages of a final, in order; at least one. */
  final(view: FinalView, options: { readonly trim: boolean }): readonly FormattedText[];
  content(content: Content): readonly FormattedText[];
  /** Several notices as few messages, in order, none dropped. */
  notices(markdowns: readonly string[]): readonly FormattedText[];
}
