import type { Fact, FactLevel } from '../facts/fact.js';

/** A fact of whatever name, as it is written down. */
export interface FactRecord {
  readonly name: string;
  readonly level: FactLevel;
  readonly data?: Readonly<Record<string, unknown>>;
  /** The error behind it, if any. */
  readonly cause?: unknown;
}

/** Where facts go: the log, later history and metrics. Nobody acts on them. */
export interface Journal {
  record(fact: Fact): void;
}
