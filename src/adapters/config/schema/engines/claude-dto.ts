import { UNATTENDED_TOOLS } from '../../../../domain/engine/unattended-tools.js';
import { KeepsUnknownKeys, Key } from '../keys/key.js';
import { listOf } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { text } from '../kinds/text.js';
import { toolsAdded } from '../verdicts/table-verdicts.js';
import { turnedOn } from '../verdicts/verdicts.js';
import { EngineDto } from './engine-dto.js';

/** `[claude]`. */
@KeepsUnknownKeys
export class ClaudeDto extends EngineDto {
  @Key(listOf(text()), 'The tools that need no permission.', {
    defaultText: 'none in runs where a person is asked, else `["Bash", "Read", "Edit", "Write"]`',
    widens: toolsAdded(UNATTENDED_TOOLS),
  })
  allowed_tools: readonly string[] | null = null;

  @Key(flag(), 'Ask for no permission at all.', { widens: turnedOn })
  dangerously_skip_permissions = false;

  @Key(flag(), 'Let Claude Code see `ANTHROPIC_API_KEY`, and so be billed by use.', { widens: turnedOn })
  use_api_billing = false;
}
