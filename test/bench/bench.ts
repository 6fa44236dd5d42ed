import { benchFold } from './fold.js';
import { benchIntake } from './intake.js';
import { benchStart } from './start.js';

/** Prints every number that the product is measured by so far; asserts nothing. */
for (const bench of [benchFold, benchIntake, benchStart]) {
  for (const line of await bench()) console.log(line);
}
