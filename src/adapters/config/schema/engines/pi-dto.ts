import { KeepsUnknownKeys, Key } from '../keys/key.js';
import { text } from '../kinds/text.js';
import { changed } from '../verdicts/verdicts.js';
import { EngineDto } from './engine-dto.js';

/** `[pi]`. */
@KeepsUnknownKeys
export class PiDto extends EngineDto {
  @Key(text(), 'The provider of the model.', { defaultText: "the engine's choice", widens: changed })
  provider: string | null = null;
}
