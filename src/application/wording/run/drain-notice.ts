/** Accepted work that does not run when a drain begins: it is kept on disk, or done in passing. */
export interface AtRest {
  /** Runs that wait for their turn. */
  readonly queued: number;
  /** Messages that may still be joined with others. */
  readonly bursts: number;
  /** Deliveries of webhooks that are being acted on. */
  readonly deliveries: number;
  /** `/at` requests whose time has not come. */
  readonly delayed: number;
}

/** What a chat with running work is told when a drain begins; `asks`: a run there waits for a person. */
export function drainNotice(restarting: boolean, { queued, bursts, deliveries }: AtRest, asks = false): string {
  const kept = queued + bursts + deliveries;
  const tasks = kept === 0 ? '' : ` Kept until then: ${kept} ${kept === 1 ? 'task' : 'tasks'} that had not begun.`;
  const what = restarting ? 'Restarting' : 'Shutting down';
  if (asks) {
    return `✋ ${what} waits for you: answer the question above, or stop the run with /cancel. New messages are kept for the next start.${tasks}`;
  }
  return `🔄 ${what} as soon as your run is done. New messages are kept for the next start.${tasks}`;
}
