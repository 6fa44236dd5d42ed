/** What a person wrote to a request. */
export interface SaidWords {
  /** As it is written. */
  readonly text: string;
  /** As the agent is told it: with what the words carry, and what they are about; Markdown. */
  readonly told: string;
}
