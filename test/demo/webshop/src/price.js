/** A price as the shop shows it. */
export function priceText(cents) {
  return `€${cents / 100}`;
}
