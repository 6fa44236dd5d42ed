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

/** What a chat with running work is told when a drain begins. */
export function drainNotice(restarting: boolean, { queued, bursts, deliveries }: AtRest): string {
  const kept = queued + bursts + deliveries;
  const tasks = kept === 0 ? '' : ` Kept until then: ${kept} ${kept === 1 ? 'task' : 'tasks'} that had not begun.`;
  const what = restarting ? 'Restarting' : 'Shutting down';
  return `🔄 ${what} as soon as your run is done. New messages are kept for the next start.${tasks}`;
}
