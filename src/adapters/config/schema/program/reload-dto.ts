import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { integer } from '../kinds/number.js';
import { choice } from '../kinds/text.js';
import { towards, turnedOff } from '../verdicts/verdicts.js';

/** `[reload]`. */
@TakesEffect('at-once')
export class ReloadDto {
  @Key(choice('all', 'changes', 'failures', 'none'), 'Which reloads are reported to the owner chat.', {
    widens: towards('all', 'changes', 'failures', 'none'),
  })
  announce: 'all' | 'changes' | 'failures' | 'none' = 'changes';

  @Key(flag(), 'Hold every reload until [Apply] is tapped in the owner chat, or untether reload --apply.', {
    widens: turnedOff,
  })
  approve = false;

  @Key(
    flag(),
    'Hold an edit that leaves no allowed user; wait two seconds for a better one if it drops half of four or more triggers.',
    { widens: turnedOff },
  )
  tripwire = true;

  @Key(integer({ min: 0, max: 5000 }), 'Milliseconds for which a saved file must stay still before it is read.', {
    widens: 'never',
  })
  settle_ms = 20;
}
