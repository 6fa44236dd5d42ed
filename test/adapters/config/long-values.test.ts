import { expect } from 'chai';
import { positionsIn } from '../../../src/adapters/config/toml/positions.js';
import { LEAST, readText } from './read-text.js';

const LONG = 4_000_000;

/** Values of 4 MB in every way in which strings are written. */
const VALUES: Readonly<Record<string, string>> = {
  basic: `"${'x'.repeat(LONG)}"`,
  literal: `'${'"'.repeat(LONG)}'`,
  'basic with escapes': `"${'\\"'.repeat(LONG / 2)}"`,
  'of many lines': `"""\n${'x\n'.repeat(LONG / 2)}"""`,
  'of many lines, with quotes at its end': `"""${'""x'.repeat(LONG / 3)}"""""`,
  'literal of many lines': `'''${"''x".repeat(LONG / 3)}'''''`,
};

describe('positions beside a very long value', () => {
  for (const [name, value] of Object.entries(VALUES)) {
    it(`are known: ${name}`, () => {
      const text = `a = 1\nb = { x = 0, c = ${value}, d = 2 } # "\n[e]\nf = ${value}\n"g" = 3\n`;
      const positions = positionsIn(text);
      expect(positions(['b', 'c'], 'value')).to.deep.equal({ line: 2, column: 18 });
      for (const [path, written] of [
        [['b', 'd'], 'd = 2'],
        [['e'], '[e]'],
        [['e', 'f'], 'f = '],
        [['e', 'g'], '"g" = 3'],
      ] as const) {
        const before = text.slice(0, text.lastIndexOf(written));
        const place = { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
        expect(positions(path, 'key'), written).to.deep.equal(place);
      }
    });
  }

  it('are told of the problem with it', () => {
    const [problem] = readText(`${LEAST}[[triggers.crons]]\nid = "c"\nschedule = "${'x'.repeat(LONG)}"\n`).errors;
    expect(problem?.line).to.be.a('number');
    const [other] = readText(`default_engine = "${'x'.repeat(LONG)}"\n${LEAST}`).errors;
    expect(other).to.include({ key: 'default_engine', line: 1, column: 18 });
  });
});
