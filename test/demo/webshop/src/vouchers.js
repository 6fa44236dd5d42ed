/** What vouchers take off a price, in cents. */
export function discountOf(vouchers, cents) {
  return vouchers.reduce((off, { percent }) => off + (cents * percent) / 100, 0);
}
