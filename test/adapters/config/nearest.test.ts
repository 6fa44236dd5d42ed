import { expect } from 'chai';
import { nearest } from '../../../src/adapters/config/faults/nearest.js';

describe('the nearest name', () => {
  it('is the one with the fewest mistakes, if there are few', () => {
    expect(nearest('watch_confg', ['default_engine', 'watch_config'])).to.equal('watch_config');
    expect(nearest('Max-Actions', ['max_actions'])).to.equal('max_actions');
    expect(nearest('colour', ['watch_config', 'log'])).to.equal(null);
    expect(nearest('x', [])).to.equal(null);
  });
});
