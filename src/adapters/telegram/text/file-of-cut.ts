import type { ChatFile, NoticeOrder } from '../../../application/ports/chat/chat-channel.js';
import { CUT_MARK } from '../../../application/wording/text/cut-note.js';
import type { ChatTexts } from './chat-texts.js';
import type { FormattedText } from './formatted-text.js';

/** A file with the whole of a notice where what is shown of it was cut. */
export function fileOfCut(
  texts: Pick<ChatTexts, 'rest'>,
  { markdown, problem }: { readonly markdown: string; readonly problem?: NoticeOrder['problem'] | undefined },
  shown: FormattedText | undefined,
): ChatFile | undefined {
  // Most are not, and what they say need not be rendered once more.
  return shown?.text.includes(CUT_MARK) === true ? (texts.rest(markdown, problem) ?? undefined) : undefined;
}
