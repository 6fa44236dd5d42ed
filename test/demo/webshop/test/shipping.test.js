import assert from 'node:assert/strict';
import test from 'node:test';
import { shippingFor } from '../src/shipping.js';

test('a small parcel costs something', () => {
  assert.equal(shippingFor(4_999), 490);
});

test('from €50 on nothing', () => {
  assert.equal(shippingFor(5_000), 0);
});
