import { benchCrons } from './crons.js';
import { benchExposure } from './exposure.js';
import { benchFold } from './fold.js';
import { benchForget } from './forget.js';
import { benchIntake } from './intake.js';
import { benchReload } from './reload.js';
import { benchReloadMemory } from './reload-memory.js';
import { benchStart } from './start.js';
import { benchWebhooks } from './webhooks.js';

/** Prints every number that the product is measured by so far; asserts nothing. */
for (const bench of [
  benchFold,
  benchIntake,
  benchReload,
  benchReloadMemory,
  benchWebhooks,
  benchCrons,
  benchForget,
  benchStart,
  benchExposure,
]) {
  for (const line of await bench()) console.log(line);
}
