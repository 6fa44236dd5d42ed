import type { ChatFile, FinalOrder } from '../../application/ports/chat/chat-channel.js';
import { LARGEST_SENT_BYTES } from '../../application/values/largest-sent-bytes.js';
import {
  ANSWER_FILE,
  fileRefusedText,
  WHOLE_ANSWER_BELOW,
  wholeAnswer,
} from '../../application/wording/run/whole-answer.js';
import type { ChatTexts } from './text/chat-texts.js';
import { type FormattedText, plain } from './text/formatted-text.js';

/** An answer of more messages is a file, where that is wanted. */
const MOST_MESSAGES = 4;

/** What a final is sent as. */
export interface FinalMessages {
  readonly texts: readonly FormattedText[];
  readonly file?: ChatFile;
}

/** The messages of a final: at most four, or as many as it takes, or the beginning of its answer and a file with all of it. */
export function finalMessages(texts: Pick<ChatTexts, 'final'>, { view, trim, longAnswers }: FinalOrder): FinalMessages {
  const all = texts.final(view, { trim });
  if (longAnswers !== 'document' || all.length <= MOST_MESSAGES) return { texts: all };
  const text = wholeAnswer(view);
  if (new TextEncoder().encode(text).length > LARGEST_SENT_BYTES) return { texts: all };
  const beginning = texts.final(view, { trim: true, note: WHOLE_ANSWER_BELOW });
  return { texts: beginning, file: { name: ANSWER_FILE, text } };
}

/** The messages that take the place of a file that was refused. */
export function messagesOfRefused(
  texts: Pick<ChatTexts, 'final'>,
  { view }: FinalOrder,
  reason: string,
): readonly FormattedText[] {
  return [plain(fileRefusedText(reason)), ...texts.final(view, { trim: false })];
}
