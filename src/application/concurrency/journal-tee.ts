import type { Fact } from '../ports/facts/fact.js';
import type { Journal } from '../ports/system/journal.js';

/** Hands every fact on to several journals, in order. */
export class JournalTee implements Journal {
  readonly #journals: readonly Journal[];

  constructor(...journals: readonly Journal[]) {
    this.#journals = journals;
  }

  record(fact: Fact): void {
    for (const journal of this.#journals) journal.record(fact);
  }
}
