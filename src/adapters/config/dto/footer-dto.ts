import { flag } from '../kinds/flag.js';
import { Key, TakesEffect } from './key.js';

/** `[footer]`. */
@TakesEffect('next-run')
export class FooterDto {
  @Key(flag(), 'Show what a run cost, where the engine says so.', { widens: 'never' })
  show_api_cost = true;

  @Key(flag(), 'Show how much of a subscription is used up.', { widens: 'never' })
  show_subscription_usage = false;
}
