import { text } from '../kinds/text.js';
import { changed } from '../widening/verdicts.js';
import { EngineDto } from './engine-dto.js';
import { KeepsUnknownKeys, Key } from './key.js';

/** `[pi]`. */
@KeepsUnknownKeys
export class PiDto extends EngineDto {
  @Key(text(), 'The provider of the model.', { defaultText: "the engine's choice", widens: changed })
  provider: string | null = null;
}
