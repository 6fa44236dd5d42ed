import { expect } from 'chai';
import fc from 'fast-check';
import { positionsIn } from '../../../src/adapters/config/toml/positions.js';
import { someToml } from './edit/some-toml.js';
import { parsedPositions } from './parsed-positions.js';

describe('the positions in a text', () => {
  it('are those that a parser of the whole syntax finds', () => {
    fc.assert(
      fc.property(someToml, (text) => {
        const positions = positionsIn(text);
        for (const { path, key, value } of parsedPositions(text)) {
          expect(positions(path, 'key'), `key of ${path.join('.')}`).to.deep.equal(key);
          expect(positions(path, 'value'), `value of ${path.join('.')}`).to.deep.equal(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  for (const text of [
    'a = [ [1, 2], [ { b = "]" }, \'}\' ] ] # [x]\n"q\\u00e4\\"." . b.\'c d\' = 1\n',
    '[[a.b]]\nx = 1\n[a.b.c]\ny = 2\n[[a.b]]\nx = 3\n[[a.b.d]]\nz = { deep.er = [ 1,\n # ]\n 2, ] }\n[a]\nlate = 1\n',
    's = """x""""\nt = \'\'\'y\'\'\'\'\nu = 2024-05-01 10:00:00 # "\nv = -inf\n[w."x.y"]\nz = {}\n',
    '\r\n# first\r\n[a]\r\nb = "c" \r\n\r\n[[d]]\r\ne = 1e6\r\n',
    '"" = 1\n[x.""]\n"" . "" = true\n',
  ]) {
    it(`are those in ${JSON.stringify(text.slice(0, 40))}`, () => {
      const positions = positionsIn(text);
      const places = parsedPositions(text);
      expect(places).to.not.have.length(0);
      for (const { path, key, value } of places) {
        expect([positions(path, 'key'), positions(path, 'value')], path.join('.')).to.deep.equal([key, value]);
      }
    });
  }

  it('are those of the nearest table for what is not written', () => {
    const positions = positionsIn('[a]\nb = 1\n[[c]]\n');
    expect(positions(['a', 'x', 'y'], 'value')).to.deep.equal({ line: 1, column: 1 });
    expect(positions(['c', 1, 'x'], 'value')).to.deep.equal({ line: 3, column: 1 });
    expect(positions(['x'], 'key')).to.equal(null);
    expect(positions([], 'key')).to.equal(null);
  });

  it('come to an end in any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', "'", '=', '.', ',', '#', '\n', 'a', ' ', '\\') }),
        (text) => {
          positionsIn(text)(['a', 0, ''], 'value');
        },
      ),
      { numRuns: 2_000 },
    );
    expect(positionsIn('a = '.concat('['.repeat(200_000)))(['b'], 'key')).to.equal(null);
  });
});
