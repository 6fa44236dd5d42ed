import { expect } from 'chai';
import { PositionCache } from '../../../src/adapters/config/toml/position-cache.js';
import { positionsIn } from '../../../src/adapters/config/toml/positions.js';

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
    const looked: string[] = [];
    const cache = new PositionCache((text) => {
      looked.push(text);
      return positionsIn(text);
    });
    const text = '[a]\nb = 1\n';
    cache.in(text)(['a'], 'key');
    cache.in(`${text}`)(['a', 'b'], 'value');
    expect(looked).to.deep.equal([text]);
    cache.in('[c]\n')(['c'], 'key');
    cache.in(text)(['a'], 'key');
    expect(looked).to.deep.equal([text, '[c]\n', text]);
  });
});
