import { codeSpan } from '../text/markdown.js';

/** Whether a loop was ended, or there is none of that id; Markdown. */
export function loopEndedText(id: string, isEnded: boolean): string {
  return isEnded ? `❌ Ended ${codeSpan(`loop:${id}`)}.` : `No loop ${codeSpan(id)} waits here.`;
}
