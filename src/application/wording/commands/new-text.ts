import { counted } from '../text/counted.js';

/** What `/new` ended. */
export interface Renewed {
  /** Runs that were cancelled. */
  readonly cancelled: number;
  readonly loops: number;
  /** Conversations that were forgotten; `null` where none is kept. */
  readonly cleared: number | null;
}

/** What the next message begins, and what was ended for it. */
export function newText({ cancelled, loops, cleared }: Renewed): string {
  const runs = cancelled === 0 ? '' : ` Cancelled ${counted(cancelled, 'run')}.`;
  const stopped = loops === 0 ? runs : `${runs} Ended ${counted(loops, 'loop')}.`;
  if (cleared === null) {
    return `🧹 Every message starts a new conversation here; reply to an answer to continue it.${stopped}`;
  }
  if (cleared === 0) return `🧹 There was no conversation to forget; the next message starts one.${stopped}`;
  return `🧹 The next message starts a new conversation.${stopped}`;
}
