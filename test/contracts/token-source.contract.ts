import { expect } from 'chai';
import type { TokenSource } from '../../src/domain/ports/token-source.js';

/** What every source of tokens promises. */
export function describeTokenSource(name: string, make: () => TokenSource): void {
  describe(`${name} as a source of tokens`, () => {
    it('gives twelve hexadecimal digits, never the same ones', () => {
      const source = make();
      const tokens = Array.from({ length: 10_000 }, () => source.next());
      expect(tokens.filter((token) => !/^[0-9a-f]{12}$/.test(token))).to.deep.equal([]);
      expect(new Set(tokens).size).to.equal(tokens.length);
    });
  });
}
