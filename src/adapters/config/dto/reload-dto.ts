import { flag } from '../kinds/flag.js';
import { integer } from '../kinds/number.js';
import { choice } from '../kinds/text.js';
import { Key } from './key.js';

/** `[reload]`. */
export class ReloadDto {
  @Key(choice('all', 'changes', 'failures', 'none'), 'Which reloads are told to the owner chat.')
  announce: 'all' | 'changes' | 'failures' | 'none' = 'changes';

  @Key(flag(), 'Hold every reload until it is confirmed in the owner chat.')
  approve = false;

  @Key(flag(), 'Do not simply obey an edit that leaves no allowed user or drops half of the triggers.')
  tripwire = true;

  @Key(integer({ min: 0, max: 5000 }), 'Milliseconds for which a saved file must stay still before it is read.')
  settle_ms = 20;
}
