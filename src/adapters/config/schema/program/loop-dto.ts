import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { integer } from '../kinds/number.js';
import { lowered, raised, turnedOn } from '../verdicts/verdicts.js';

/** `[loop]`. */
@TakesEffect('at-once')
export class LoopDto {
  @Key(flag(), 'Take over the wake-ups that an agent sets for itself, so that they survive its process.', {
    widens: turnedOn,
  })
  enabled = false;

  @Key(integer({ min: 0 }), 'Seconds up to which a wake-up is left to the agent itself.', { widens: 'never' })
  inline_threshold_seconds = 300;

  @Key(integer({ min: 1 }), 'Seconds between two checks whether the agent has already woken up by itself.', {
    widens: 'never',
  })
  redundancy_check_interval = 30;

  @Key(integer({ min: 1, max: 10_000 }), 'How many iterations one loop may have.', { widens: raised })
  max_iterations = 20;

  @Key(integer({ min: 1, max: 168 }), 'Hours that one loop may run.', { widens: raised })
  max_total_duration_hours = 4;

  @Key(integer({ min: 60 }), 'Seconds that must lie between two iterations.', { widens: lowered })
  min_interval_seconds = 60;

  @Key(integer({ min: 1, max: 30 }), 'Days after which a loop is forgotten.', { widens: raised })
  expiry_days = 7;
}
