import { expect } from 'chai';
import fc from 'fast-check';
import { parseToml } from '../../../src/adapters/config/toml/parse-toml.js';
import { sharedTree } from '../../../src/adapters/config/toml/shared-tree.js';
import { type Table, toJson } from '../../../src/adapters/config/toml/tree.js';
import { someToml } from './edit/some-toml.js';

function tree(text: string): Table {
  const parsed = parseToml(text);
  if (!parsed.ok) throw new Error('not TOML');
  return parsed.value;
}

function triggersIn(table: Table): readonly Table[] {
  return (table['t'] ?? []) as readonly Table[];
}

describe('a tree that shares what it can with the one before', () => {
  it('says what it would say by itself', () => {
    fc.assert(
      fc.property(someToml, someToml, (before, now) => {
        expect(sharedTree(tree(before), tree(now))).to.deep.equal(tree(now));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same one for the same text', () => {
    fc.assert(
      fc.property(someToml, (text) => {
        const before = tree(text);
        expect(sharedTree(before, tree(text))).to.equal(before);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the order in which keys and tables are written', () => {
    fc.assert(
      fc.property(someToml, someToml, (before, now) => {
        expect(JSON.stringify(toJson(sharedTree(tree(before), tree(now))))).to.equal(JSON.stringify(toJson(tree(now))));
      }),
      { numRuns: 100 },
    );
    const swapped = sharedTree(tree('[p.a]\nx = 1\n[p.b]\n'), tree('[p.b]\n[p.a]\nx = 1\n'));
    expect(Object.keys(swapped['p'] as Table)).to.deep.equal(['b', 'a']);
  });

  it('tells whole numbers from others, and dates by what they say', () => {
    const before = tree('[[t]]\na = 1\n[[t]]\na = 2024-01-01\n[[t]]\na = [0]\n[[t]]\na = 1.0\n');
    const [number, date, zero, float] = triggersIn(
      sharedTree(before, tree('[[t]]\na = 1.0\n[[t]]\na = 2024-01-02\n[[t]]\na = [-0.0]\n[[t]]\na = 1.0\n')),
    );
    expect(number?.['a']).to.equal(1).and.not.equal(triggersIn(before)[0]?.['a']);
    expect(date).to.not.equal(triggersIn(before)[1]);
    expect(zero).to.not.equal(triggersIn(before)[2]);
    expect(float).to.equal(triggersIn(before)[3]);
  });

  it('finds entries by their id where others came, went or changed places', () => {
    const entry = (id: string, rest = '') => `[[t]]\nid = "${id}"\nlist = [1, { a = 2 }]\n${rest}`;
    const before = tree(entry('a') + entry('b') + entry('c'));
    const [a, , c] = triggersIn(before);
    const after = triggersIn(sharedTree(before, tree(entry('new') + entry('c') + entry('b', 'x = 1\n') + entry('a'))));
    expect(after[1]).to.equal(c);
    expect(after[3]).to.equal(a);
    expect(after[2]).to.deep.equal({ id: 'b', list: [1n, { a: 2n }], x: 1n });
  });
});
