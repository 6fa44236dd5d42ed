import { shippingFor } from './shipping.js';
import { discountOf } from './vouchers.js';

/** What a cart costs, in cents. */
export function cartTotal({ lines, vouchers = [] }) {
  const goods = lines.reduce((sum, { cents, count }) => sum + cents * count, 0);
  const rest = goods - discountOf(vouchers, goods);
  return rest + shippingFor(rest);
}
