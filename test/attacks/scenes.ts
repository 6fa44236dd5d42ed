import type { Random } from '../faults/random.js';
import { addresses } from './areas/addresses.js';
import { bodies } from './areas/bodies.js';
import { httpForms } from './areas/http-forms.js';
import { replay } from './areas/replay.js';
import { sharedRate, throttle } from './areas/throttle.js';
import { webhookAuth } from './areas/webhook-auth.js';
import type { Scene } from './attempt.js';

/** Everything that is tried. The same random numbers make the same attempts. */
export function scenes(random: Random): readonly Scene[] {
  return [webhookAuth(random), replay(), bodies(), httpForms(random), ...addresses(), throttle(), sharedRate()];
}
