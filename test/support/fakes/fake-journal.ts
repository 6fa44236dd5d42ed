import type { FactRecord, Journal } from '../../../src/application/ports/system/journal.js';

/** A journal that remembers. */
export class FakeJournal implements Journal {
  readonly facts: FactRecord[] = [];

  record(fact: FactRecord): void {
    this.facts.push(fact);
  }

  /** The facts of that name, in order. */
  named(name: string): readonly FactRecord[] {
    return this.facts.filter((fact) => fact.name === name);
  }
}
