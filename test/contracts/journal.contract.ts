import { expect } from 'chai';
import type { Fact } from '../../src/application/ports/facts/fact.js';
import type { FactRecord, Journal } from '../../src/application/ports/system/journal.js';

/** A journal under test, and what can be read in it. */
export interface JournalBench {
  readonly journal: Journal;
  read(): readonly Pick<FactRecord, 'name' | 'level'>[];
}

/** What every journal promises. */
export function describeJournal(name: string, make: () => JournalBench): void {
  describe(`${name} as a journal`, () => {
    it('holds every fact in the order in which it was recorded', () => {
      const { journal, read } = make();
      const facts: readonly Fact[] = [
        { name: 'drain.ended', level: 'debug' },
        { name: 'import.not-told', level: 'info' },
        { name: 'ledger.failed', level: 'warn' },
        { name: 'program.fault', level: 'error' },
      ];
      for (const fact of facts) journal.record(fact);
      expect(read()).to.deep.equal(facts);
    });

    it('takes whatever it is given', () => {
      const { journal, read } = make();
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;
      const hostile = {
        get trap(): never {
          throw new Error('no');
        },
        toJSON(): never {
          throw new Error('neither');
        },
      };
      const values = [circular, hostile, 1n, Symbol('s'), () => 1, new Map([[{}, 1]]), Number.NaN, null, undefined];
      for (const value of values) {
        journal.record({ name: 'config.warning', level: 'info', data: { value }, cause: value });
      }
      expect(read()).to.have.length(values.length);
    });
  });
}
