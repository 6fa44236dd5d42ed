/** What was done once and must be remembered as done, under a name, with plain JSON about it. Durable. */
export interface Checkpoints {
  /** What was kept under the name, or `null`. */
  find(name: string): Promise<unknown>;
  /** Keeps it in place of what was kept there before. */
  keep(name: string, body: unknown): Promise<void>;
}
