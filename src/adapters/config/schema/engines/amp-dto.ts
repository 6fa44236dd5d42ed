import { KeepsUnknownKeys, Key } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { text } from '../kinds/text.js';
import { turnedOn } from '../verdicts/verdicts.js';
import { EngineDto } from './engine-dto.js';

/** `[amp]`. */
@KeepsUnknownKeys
export class AmpDto extends EngineDto {
  @Key(text(), 'The mode that Amp works in.', { defaultText: "the engine's choice", widens: 'never' })
  mode: string | null = null;

  @Key(flag(), 'Ask for no permission at all.', { widens: turnedOn })
  dangerously_allow_all = false;

  @Key(flag(), 'Give the prompt as a stream of JSON.', { widens: 'never' })
  stream_json_input = false;
}
