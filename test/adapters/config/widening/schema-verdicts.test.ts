import { expect } from 'chai';
import { entriesOf, schemaKeys, type TableClass } from '../../../../src/adapters/config/schema/keys/schema.js';
import { CONFIG_SCHEMA } from '../../../../src/composition/wiring/config-schema.js';

describe('every key of the schema', () => {
  it('says when an edit of it allows more than before, or that none does', () => {
    const open = schemaKeys(CONFIG_SCHEMA.root).filter(({ entry }) => entry.widens === null);
    expect(open.map(({ path }) => path.join('.'))).to.deep.equal([]);
  });

  it('says so of new entries where there may be several', () => {
    const lists = severalIn(CONFIG_SCHEMA.root);
    expect(lists.map(([name]) => name)).to.include.members(['projects', 'triggers.webhooks', 'triggers.crons']);
    expect(lists.filter(([, added]) => added === null)).to.deep.equal([]);
  });
});

function severalIn(table: TableClass, around: readonly string[] = []): readonly (readonly [string, string | null])[] {
  return [...entriesOf(table).values()].flatMap((entry) => {
    if (entry.shape === 'value') return [];
    const path = [...around, entry.name];
    const own = entry.shape === 'table' ? [] : [[path.join('.'), entry.added] as const];
    return [...own, ...severalIn(entry.table, path)];
  });
}
