import assert from 'node:assert/strict';
import test from 'node:test';
import { priceText } from '../src/price.js';

test('a price has two decimals', () => {
  assert.equal(priceText(1_250), '€12.50');
});
