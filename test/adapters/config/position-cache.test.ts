import { expect } from 'chai';
import { PositionCache } from '../../../src/adapters/config/toml/position-cache.js';

describe('the cache of positions', () => {
  it('finds what stands in each text, whichever was asked about last', () => {
    const cache = new PositionCache();
    const one = cache.in('[a]\nb = 1\n');
    const other = cache.in('\n\n[a]\nb = 1\n');
    for (let turn = 0; turn < 2; turn++) {
      expect(one(['a', 'b'], 'value')).to.deep.equal({ line: 2, column: 5 });
      expect(other(['a', 'b'], 'key')).to.deep.equal({ line: 4, column: 1 });
    }
  });

  it('looks through a text once', () => {
    const cache = new PositionCache();
    const text = '[a]\nb = 1\n';
    const found = cache.in(text)(['a'], 'key');
    expect(cache.in(`${text}`)(['a'], 'key')).to.equal(found);
    cache.in('[c]\n')(['c'], 'key');
    expect(cache.in(text)(['a'], 'key')).to.not.equal(found);
  });
});
