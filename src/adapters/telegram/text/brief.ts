import { cutNote } from '../../../application/wording/text/cut-note.js';
import { type FormattedText, fits, joinWith, messageLimits, plain, roomBeside, tidy } from './formatted-text.js';
import { chunksOf } from './split.js';

/** The body in one message: what does not fit is cut, and the last line says how much that is. */
export function brief(body: FormattedText): FormattedText {
  const whole = tidy(body);
  if (fits(whole, messageLimits)) return whole;
  const longestNote = plain(`${BETWEEN}${cutNote(whole.text.length)}`);
  const [head] = chunksOf(whole, roomBeside(messageLimits, [longestNote]));
  if (head === undefined) return whole;
  return tidy(joinWith(BETWEEN, [head, plain(cutNote(whole.text.length - head.text.length))]));
}

const BETWEEN = '\n\n';
