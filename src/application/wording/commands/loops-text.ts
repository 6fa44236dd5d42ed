import { loopName } from '../schedule/loop-name.js';
import { codeSpan } from '../text/markdown.js';

/** What came of ending the loop that was named: `several` are meant by the name as it was written. */
export type LoopEnding = 'ended' | 'none' | 'several';

/** Whether a loop was ended, or which one can't be told by its name; Markdown. */
export function loopEndedText(written: string, ending: LoopEnding): string {
  switch (ending) {
    case 'ended':
      return `❌ Ended loop ${loopName(written)}.`;
    case 'none':
      return `No loop ${codeSpan(written)} waits here.`;
    case 'several':
      return `Several loops begin with ${codeSpan(written)}, so none was ended. Tap the button of one in ${codeSpan('/loops')}.`;
  }
}
