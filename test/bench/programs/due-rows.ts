/** What is looked for in the store of a running program, from a process of its own. */
export interface DueRows {
  readonly database: string;
  /** How many crons are due at that instant, in milliseconds since the epoch. */
  readonly count: number;
  readonly dueAtMs: number;
}

/** How long after the instant each of them had come so far, in milliseconds. */
export interface DueReport {
  /** Its claim was on the disk, from when on it counts as dispatched. */
  readonly claimedMs: readonly number[];
  /** What it asks for was done: its notice was on the disk. */
  readonly doneMs: readonly number[];
}
