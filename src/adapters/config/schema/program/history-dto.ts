import { Key, TakesEffect } from '../keys/key.js';
import { integer } from '../kinds/number.js';
import { lowered } from '../verdicts/verdicts.js';

/** `[history]`. */
@TakesEffect('at-once')
export class HistoryDto {
  @Key(
    integer({ min: 3600 }),
    'Seconds for which ended runs and finished work are remembered, for `/stats` and for telling repeats apart.',
    { widens: lowered },
  )
  keep_s = 2_592_000;
}
