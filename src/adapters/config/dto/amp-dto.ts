import { flag } from '../kinds/flag.js';
import { text } from '../kinds/text.js';
import { EngineDto } from './engine-dto.js';
import { KeepsUnknownKeys, Key } from './key.js';

/** `[amp]`. */
@KeepsUnknownKeys
export class AmpDto extends EngineDto {
  @Key(text(), 'The mode that Amp works in.', { defaultText: "the engine's choice" })
  mode: string | null = null;

  @Key(flag(), 'Ask for no permission at all.')
  dangerously_allow_all = false;

  @Key(flag(), 'Give the prompt as a stream of JSON.')
  stream_json_input = false;
}
