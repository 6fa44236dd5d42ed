const FREE_FROM_CENTS = 5_000;
const PARCEL_CENTS = 490;

/** What it costs to send goods of a value, in cents. */
export function shippingFor(cents) {
  return cents > FREE_FROM_CENTS ? 0 : PARCEL_CENTS;
}
