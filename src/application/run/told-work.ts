import type { RunState } from '../../domain/run/run-state.js';
import { type Spoken, saidBeforeCut, untold } from '../../domain/run/spoken.js';
import type { FinalView } from '../ports/chat/chat-channel.js';

/** What a final tells of the work behind it: what was said that its answer does not say, and what was changed. */
export function toldWork(
  { spoken, changes }: RunState,
  { status, answer }: Pick<FinalView, 'status' | 'answer'>,
): Pick<FinalView, 'earlier' | 'changes'> {
  const earlier = earlierOf(spoken, status, answer);
  const { files, added, removed } = changes;
  return {
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(files.length === 0 ? {} : { changes: { files: files.length, added, removed } }),
  };
}

function earlierOf(spoken: Spoken, status: FinalView['status'], answer: string): readonly string[] {
  if (answer.trim() !== '') return spoken.earlier;
  return status === 'cancelled' || status === 'interrupted' ? saidBeforeCut(spoken) : untold(spoken);
}
