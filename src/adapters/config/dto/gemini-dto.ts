import { flag } from '../kinds/flag.js';
import { turnedOn } from '../widening/verdicts.js';
import { EngineDto } from './engine-dto.js';
import { KeepsUnknownKeys, Key } from './key.js';

/** `[gemini]`. */
@KeepsUnknownKeys
export class GeminiDto extends EngineDto {
  @Key(flag(), 'Do not ask whether the directory is trusted.', { widens: turnedOn })
  skip_trust = true;
}
