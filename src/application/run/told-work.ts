import type { RunState } from '../../domain/run/run-state.js';
import { untold } from '../../domain/run/spoken.js';
import type { FinalView } from '../ports/chat/chat-channel.js';

/** What a final tells of the work behind it: what was said that `answer` does not say, and what was changed. */
export function toldWork({ spoken, changes }: RunState, answer: string): Pick<FinalView, 'earlier' | 'changes'> {
  const earlier = answer.trim() === '' ? untold(spoken) : spoken.earlier;
  const { files, added, removed } = changes;
  return {
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(files.length === 0 ? {} : { changes: { files: files.length, added, removed } }),
  };
}
