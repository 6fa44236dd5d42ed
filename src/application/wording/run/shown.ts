/** A text for a chat, as Markdown, and whether it is all there was to show. */
export interface Shown {
  readonly markdown: string;
  readonly whole: boolean;
}
