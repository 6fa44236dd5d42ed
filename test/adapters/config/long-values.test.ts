import { expect } from 'chai';
import fc from 'fast-check';
import { positionsIn } from '../../../src/adapters/config/toml/positions.js';
import { shortened } from '../../../src/adapters/config/toml/shortened.js';
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

  it('are of the text as it was, whatever is made shorter', () => {
    const string = fc.tuple(fc.constantFrom('"', "'", '"""', "'''"), fc.nat({ max: 3 })).map(([mark, size]) => {
      return `${mark}${'ab'.repeat(size * 4_000)}${mark}`;
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(string, fc.constantFrom('', ' # "', " # '''")), { maxLength: 6 }), (values) => {
        const text = values.map(([value, end], index) => `k${index} = ${value}${end}\n`).join('');
        const short = shortened(text);
        expect(short.text.length).to.be.lessThan(10_100 * values.length + 1);
        for (const index of values.keys()) {
          const at = short.original(short.text.indexOf(`k${index} =`));
          expect(at).to.equal(text.indexOf(`k${index} =`));
        }
      }),
      { numRuns: 50 },
    );
  });
});
