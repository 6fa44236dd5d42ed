import assert from 'node:assert/strict';
import test from 'node:test';
import { cartTotal } from '../src/cart.js';

const lines = [{ cents: 10_000, count: 1 }];

test('a cart without vouchers costs what is in it', () => {
  assert.equal(cartTotal({ lines: [{ cents: 2_000, count: 4 }] }), 8_000);
});

test('a voucher takes its share off', () => {
  assert.equal(cartTotal({ lines, vouchers: [{ percent: 10 }] }), 9_000);
});

test('two vouchers are taken off one after the other', () => {
  assert.equal(cartTotal({ lines, vouchers: [{ percent: 20 }, { percent: 20 }] }), 6_400);
});
