import { choice } from '../kinds/text.js';
import { Key, TakesEffect } from './key.js';

/** `[log]`. */
@TakesEffect('retune')
export class LogDto {
  @Key(choice('debug', 'info', 'warn', 'error'), 'The least important lines that are logged.')
  level: 'debug' | 'info' | 'warn' | 'error' = 'info';

  @Key(choice('auto', 'json', 'pretty'), 'How lines look; `auto` is `pretty` on a terminal and `json` elsewhere.')
  format: 'auto' | 'json' | 'pretty' = 'auto';
}
