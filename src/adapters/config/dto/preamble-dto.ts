import { flag } from '../kinds/flag.js';
import { anyText } from '../kinds/text.js';
import { changedUnlessUnset } from '../widening/verdicts.js';
import { Key, TakesEffect } from './key.js';

/** `[preamble]`. */
@TakesEffect('next-run')
export class PreambleDto {
  @Key(flag(), 'Tell the agent, ahead of the prompt, that it is steered from a chat.', { widens: 'never' })
  enabled = true;

  @Key(anyText(), 'The text instead of the built-in one.', {
    defaultText: 'the built-in text',
    widens: changedUnlessUnset,
  })
  text: string | null = null;
}
