/** How the file is saved; `burst`: by rename, some times, each soon after the one before. */
export const SAVE_WAYS = ['rename', 'in place', 'burst'] as const;
export type SaveWay = (typeof SAVE_WAYS)[number];
/** Between two saves of a burst. */
export const BURST_GAP_MS = 10;

/** Saves that are made one after the other, from a process of its own, each when the one before is live. */
export interface SaveSeries {
  readonly file: string;
  /** The path of a text of all versions. */
  readonly template: string;
  readonly mode: number;
  /** Of the server that shows which version is live. */
  readonly port: number;
  readonly way: SaveWay;
  readonly count: number;
  /** The number of the version before the first save. */
  readonly version: number;
  /** How long nobody asks anything after a save, so that what the program does for it can be counted by itself; else `null`. */
  readonly silentMs: number | null;
}

/** What came of it. */
export interface SaveReport {
  /** From the end of each save until its version was live. */
  readonly liveMs: readonly number[];
  /** For each save, how long the answer to a small request took at most until the next one. */
  readonly standsMs: readonly number[];
  /** Saves that never became live. */
  readonly missed: number;
  /** The number of the version that was saved last. */
  readonly version: number;
}
