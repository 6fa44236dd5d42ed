import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { decimal, integer } from '../kinds/number.js';
import { raisedOrRemoved, turnedOff } from '../verdicts/verdicts.js';

/** `[cost_budget]`. */
@TakesEffect('next-run')
export class CostBudgetDto {
  @Key(flag(), 'Watch what runs cost.', { widens: turnedOff })
  enabled = false;

  @Key(decimal({ min: 0 }), 'US dollars that one run may cost.', { widens: raisedOrRemoved })
  max_cost_per_run: number | null = null;

  @Key(decimal({ min: 0 }), 'US dollars that all runs of a day may cost.', { widens: raisedOrRemoved })
  max_cost_per_day: number | null = null;

  @Key(integer({ min: 0, max: 100 }), 'Percentage of a budget from which a warning is shown.', { widens: 'never' })
  warn_at_pct = 70;

  @Key(flag(), 'End a run that passes a limit, and begin none on a day whose limit is reached.', {
    widens: turnedOff,
  })
  auto_cancel = false;
}
