import { expect } from 'chai';
import fc from 'fast-check';
import { levenshtein, nearest } from '../../../src/adapters/config/nearest.js';

describe('the nearest name', () => {
  it('is the one with the fewest mistakes, if there are few', () => {
    expect(nearest('watch_confg', ['default_engine', 'watch_config'])).to.equal('watch_config');
    expect(nearest('Max-Actions', ['max_actions'])).to.equal('max_actions');
    expect(nearest('colour', ['watch_config', 'log'])).to.equal(null);
    expect(nearest('x', [])).to.equal(null);
  });

  it('is measured by a distance: zero only for equal texts, the same both ways, no detour shorter', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(levenshtein(a, b) === 0).to.equal(a === b);
        expect(levenshtein(a, b)).to.equal(levenshtein(b, a));
        expect(levenshtein(a, c)).to.be.at.most(levenshtein(a, b) + levenshtein(b, c));
      }),
    );
  });
});
