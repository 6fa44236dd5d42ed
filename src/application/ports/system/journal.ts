/** Something that happened: a dotted name and plain data. Message texts, prompts and secrets never go in. */
export interface Fact {
  readonly name: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly data?: Readonly<Record<string, unknown>>;
  /** The error behind it, if any. */
  readonly cause?: unknown;
}

/** Where facts go: the log, later history and metrics. Nobody acts on them. */
export interface Journal {
  record(fact: Fact): void;
}
