import { formatSpan } from '../../../domain/schedule/delay.js';
import type { FinalView } from '../../ports/chat/chat-channel.js';

const ENDS: Readonly<Record<Exclude<FinalView['status'], 'done'>, string>> = {
  error: '💔 Failed',
  cancelled: '🚫 Cancelled',
  interrupted: '⏸ Interrupted',
  kept: '📥 Kept for later',
};

/** How a run ended, to stand above all else: `💔 Failed after 12 s`; `null` where the answer says it best. */
export function endLabel({ status, elapsedMs }: Pick<FinalView, 'status' | 'elapsedMs'>): string | null {
  if (status === 'done') return null;
  return status === 'kept' || elapsedMs === null ? ENDS[status] : `${ENDS[status]} after ${formatSpan(elapsedMs)}`;
}

/** That a run came to a good end, and how long it took: `✓ 38 s`. */
export function doneText({ elapsedMs }: Pick<FinalView, 'elapsedMs'>): string {
  return elapsedMs === null ? '✓' : `✓ ${formatSpan(elapsedMs)}`;
}

/** What a person does best about a run that ended so, or what is missing; empty if there is nothing to say. */
export function endNote({ status, answer, problem, resumable, face }: FinalView): string {
  const silent = answer.trim() === '' && problem === null;
  switch (status) {
    case 'done':
      return silent ? 'The agent ended without an answer.' : '';
    case 'error':
      return silent ? 'The agent ended without an answer and without an error.' : '';
    case 'cancelled':
      return '';
    case 'interrupted':
      return (resumable ?? face.resumeLine !== null)
        ? 'Cut off by a restart. Reply to this message to continue.'
        : 'Cut off by a restart. Send it again to start over.';
    case 'kept':
      return 'It had not started before the restart, so it starts afterwards.';
  }
}

/** What stands before what the agent said on the way. */
export const EARLIER_LABEL = 'Earlier:';

/** Which message of a long answer it is: `(2/3)`. */
export function partText(part: number, parts: number): string {
  return `(${part}/${parts})`;
}
