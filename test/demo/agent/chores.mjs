import { resolve } from 'node:path';
import { says } from './tools.mjs';

/** What is wrong in the shop: where, how it shows, and the edit that fixes it. */
const CHORES = [
  {
    topic: 'the sum with two vouchers',
    file: 'src/vouchers.js',
    user: 'src/cart.js',
    test: 'test/cart.test.js',
    symbol: 'discountOf',
    symptom: 'Two vouchers of 20 % make a cart of €100 cost **€60**; it should be **€64**.',
    cause:
      '`discountOf` takes every voucher off the *full* price. The second one should only see what the first one left.',
    before: '  return vouchers.reduce((off, { percent }) => off + (cents * percent) / 100, 0);\n',
    after: `  const rest = vouchers.reduce((left, { percent }) => Math.round((left * (100 - percent)) / 100), cents);
  return cents - rest;
`,
    outcome: 'Two vouchers are now taken off **one after the other**, rounded to whole cents.',
    table: `| a cart of €100 with | before | now |
| --- | ---: | ---: |
| one voucher of 20 % | €80 | €80 |
| two of 20 % | €60 | €64 |`,
    question: 'How should two vouchers in one cart count?',
    options: [
      { label: 'One after the other', description: '20 % and 20 % make 36 %' },
      { label: 'Added up', description: '20 % and 20 % make 40 %, as it is now' },
      { label: 'Only the best one', description: '20 % and 20 % make 20 %' },
    ],
  },
  {
    topic: 'free shipping from €50 on',
    file: 'src/shipping.js',
    user: 'src/cart.js',
    test: 'test/shipping.test.js',
    symbol: 'shippingFor',
    symptom: 'A cart of exactly **€50** pays €4.90 for the parcel, though it says “free from €50”.',
    cause: 'The comparison leaves out the limit itself: `>` should be `>=`.',
    before: '  return cents > FREE_FROM_CENTS ? 0 : PARCEL_CENTS;\n',
    after: '  return cents >= FREE_FROM_CENTS ? 0 : PARCEL_CENTS;\n',
    outcome: 'The parcel is free **from €50 on**, the €50 included.',
    table: `| goods | before | now |
| --- | ---: | ---: |
| €49.99 | €4.90 | €4.90 |
| €50.00 | €4.90 | free |
| €50.01 | free | free |`,
    question: 'From which sum on should the parcel be free?',
    options: [
      { label: '€50, included', description: 'as the shop promises' },
      { label: 'Above €50', description: 'as it is now' },
      { label: 'Always free', description: 'costs about €4.90 a parcel' },
    ],
  },
  {
    topic: 'prices without their last digit',
    file: 'src/price.js',
    user: 'src/checkout.js',
    test: 'test/price.test.js',
    symbol: 'priceText',
    symptom: 'The checkout says **€12.5** where it should say **€12.50**.',
    cause: 'The price is printed as a plain number, which drops the last zero.',
    before: '  return `€$' + '{cents / 100}`;\n',
    after: '  return `€$' + '{(cents / 100).toFixed(2)}`;\n',
    outcome: 'Prices always show **two decimals**.',
    table: `| cents | before | now |
| --- | ---: | ---: |
| 1250 | €12.5 | €12.50 |
| 900 | €9 | €9.00 |
| 1999 | €19.99 | €19.99 |`,
    question: 'How should a price of nine euros be written?',
    options: [
      { label: '€9.00', description: 'always two decimals' },
      { label: '€9', description: 'decimals only where there are cents' },
      { label: '9,00 €', description: 'as in Germany and France' },
    ],
  },
];

/** The chores that are left in the current directory, in their order. */
export function choresLeft() {
  return CHORES.filter(({ file, before }) => says(resolve(file), before));
}

/** What can be planned once nothing is wrong any more. */
export const FEATURE = {
  file: 'src/gift-cards.js',
  content: `/** What is left to pay after a gift card, in cents. */
export function afterGiftCard(cents, cardCents) {
  return Math.max(0, cents - cardCents);
}
`,
  plan: `## Take gift cards

Nothing in the shop is wrong any more, so this adds something: a gift card pays a part of the sum.

1. A function of its own in \`src/gift-cards.js\`.
2. Nothing else changes until the checkout uses it.`,
};

/** What can be asked then. */
export const WHAT_NEXT = {
  question: 'What should the shop learn next?',
  options: [
    { label: 'Gift cards', description: 'a part of the sum is paid with a code' },
    { label: 'Invoices', description: 'a file for each order' },
    { label: 'Nothing', description: 'it is good as it is' },
  ],
};
