import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { anyText } from '../kinds/text.js';
import { changedUnlessUnset } from '../verdicts/verdicts.js';

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
