import { KeepsUnknownKeys, Key } from '../keys/key.js';
import { listOf } from '../kinds/collection.js';
import { anyText, text } from '../kinds/text.js';
import { changed } from '../verdicts/verdicts.js';
import { EngineDto } from './engine-dto.js';

/** `[codex]`. */
@KeepsUnknownKeys
export class CodexDto extends EngineDto {
  @Key(listOf(anyText('text')), 'Further arguments for the program.', { widens: changed })
  override extra_args: readonly string[] = ['-c', 'notify=[]'];

  @Key(text(), 'The profile of the Codex configuration that is used.', { widens: changed })
  profile: string | null = null;
}
