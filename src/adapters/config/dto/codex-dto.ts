import { listOf } from '../kinds/collection.js';
import { anyText, text } from '../kinds/text.js';
import { EngineDto } from './engine-dto.js';
import { KeepsUnknownKeys, Key } from './key.js';

/** `[codex]`. */
@KeepsUnknownKeys
export class CodexDto extends EngineDto {
  @Key(listOf(anyText('text')), 'Further arguments for the program.')
  override extra_args: readonly string[] = ['-c', 'notify=[]'];

  @Key(text(), 'The profile of the Codex configuration that is used.')
  profile: string | null = null;
}
