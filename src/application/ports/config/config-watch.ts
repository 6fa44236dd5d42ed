/** Notices edits of the configuration, however the file is saved. */
export interface ConfigWatch {
  /**
   * Calls `onEdit` once for the file that is there, since it may have been saved after somebody read it and before this, then
   * after each save that has settled. `settleMs` is asked anew at each: how long the file must have been
   * still. Calls `onStir` when a save has not settled yet but nothing was written for a while, so that whoever wants to can read
   * ahead. Rejects if the file's directory can't be watched at all.
   */
  start(onEdit: () => void, settleMs: () => number, onStir?: () => void): Promise<void>;
  /** Whether the file is still as it was at the last `onEdit`; if not, `onEdit` is called when it has settled again. */
  still(): Promise<boolean>;
  /** Notices nothing any more. */
  stop(): Promise<void>;
}
