import type { ChatFile, Content, FinalView, ProgressView } from '../../../application/ports/chat/chat-channel.js';
import type { ChatProblem } from '../../../application/values/chat-problem.js';
import type { FormattedText } from './formatted-text.js';

/** How everything that is shown in a chat is worded; all are pure. */
export interface ChatTexts {
  progress(view: ProgressView): FormattedText;
  /** The messages of a final, in order; at least one. The note stands behind an answer that is cut. */
  final(view: FinalView, options: { readonly trim: boolean; readonly note?: string }): readonly FormattedText[];
  content(content: Content): readonly FormattedText[];
  /** A notice, and what is wrong, in one message; empty if there is nothing to be seen. */
  notice(markdown: string, problem?: ChatProblem): FormattedText;
  /** The whole of a notice that one message can't hold; `null` if it can. */
  rest(markdown: string, problem?: ChatProblem): ChatFile | null;
  /** As many of the notices, from the first one on, as one message holds; asks for no more than one that does not fit. */
  joined(notices: Iterable<FormattedText>): JoinedNotices;
}

/** A message, and how many notices are in it: at least one, if there are any. */
export interface JoinedNotices {
  readonly message: FormattedText;
  readonly count: number;
}
