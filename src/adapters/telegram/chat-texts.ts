import type { Content, FinalView, ProgressView } from '../../application/ports/chat-channel.js';
import type { FormattedText } from './text/formatted-text.js';

/** How everything that is shown in a chat is worded; all are pure. */
export interface ChatTexts {
  progress(view: ProgressView): FormattedText;
  /** The messages of a final, in order; at least one. */
  final(view: FinalView, options: { readonly trim: boolean }): readonly FormattedText[];
  content(content: Content): readonly FormattedText[];
  /** Several notices as few messages, in order, none dropped. */
  notices(markdowns: readonly string[]): readonly FormattedText[];
}
