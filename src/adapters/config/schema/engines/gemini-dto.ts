import { KeepsUnknownKeys, Key } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { turnedOn } from '../verdicts/verdicts.js';
import { EngineDto } from './engine-dto.js';

/** `[gemini]`. */
@KeepsUnknownKeys
export class GeminiDto extends EngineDto {
  @Key(flag(), 'Do not ask whether the directory is trusted.', { widens: turnedOn })
  skip_trust = true;
}
