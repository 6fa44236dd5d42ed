import { cartTotal } from './cart.js';
import { priceText } from './price.js';

/** The last line of the page where people pay. */
export function payLine(cart) {
  return `Pay ${priceText(cartTotal(cart))}`;
}
