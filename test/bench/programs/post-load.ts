/** What is posted, from a process of its own. */
export interface PostLoad {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
  /** How many posts are under way at a time. */
  readonly connections: number;
  /** Before anything is measured. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** What came of it. */
export interface PostReport {
  /** How often each status, or error, was the answer, also while it warmed up. */
  readonly answers: Readonly<Record<string, number>>;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
