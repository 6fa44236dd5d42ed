import type { Fact, Journal } from '../../../src/application/ports/system/journal.js';

/** A journal that remembers. */
export class FakeJournal implements Journal {
  readonly facts: Fact[] = [];

  record(fact: Fact): void {
    this.facts.push(fact);
  }

  /** The facts of that name, in order. */
  named(name: string): readonly Fact[] {
    return this.facts.filter((fact) => fact.name === name);
  }
}
