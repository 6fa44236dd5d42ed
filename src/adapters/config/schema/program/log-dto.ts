import { Key, TakesEffect } from '../keys/key.js';
import { choice } from '../kinds/text.js';
import { becomes } from '../verdicts/verdicts.js';

/** `[log]`. */
@TakesEffect('retune')
export class LogDto {
  @Key(choice('debug', 'info', 'warn', 'error'), 'The least important lines that are logged.', {
    widens: becomes('error'),
  })
  level: 'debug' | 'info' | 'warn' | 'error' = 'info';

  @Key(
    choice('auto', 'json', 'pretty'),
    'How lines look; `auto` is `pretty` without level `info` on a terminal, `json` elsewhere.',
    {
      widens: 'never',
    },
  )
  format: 'auto' | 'json' | 'pretty' = 'auto';
}
