/** A styled range of a text: the part of Telegram's `MessageEntity` that we use. Offset and length in UTF-16 units. */
export interface TextEntity {
  /** `underline` is ours alone: no Markdown makes it. An `expandable_blockquote` shows three lines until it is tapped. */
  readonly type:
    | 'bold'
    | 'italic'
    | 'strikethrough'
    | 'underline'
    | 'code'
    | 'pre'
    | 'text_link'
    | 'blockquote'
    | 'expandable_blockquote';
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
  /** Of a `pre`. */
  readonly language?: string;
}
