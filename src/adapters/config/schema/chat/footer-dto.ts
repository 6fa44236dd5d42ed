import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';

/** `[footer]`. */
@TakesEffect('next-run')
export class FooterDto {
  @Key(flag(), 'Show what a run cost, where the engine says so.', { widens: 'never' })
  show_api_cost = true;

  @Key(flag(), 'Show how much of a subscription is used up.', { widens: 'never' })
  show_subscription_usage = false;
}
