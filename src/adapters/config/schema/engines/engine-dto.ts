import { KeepsUnknownKeys, Key, TakesEffect } from '../keys/key.js';
import { OpenTable } from '../keys/open-table.js';
import { listOf } from '../kinds/collection.js';
import { anyText, text } from '../kinds/text.js';
import { modeWidened } from '../verdicts/table-verdicts.js';
import { changed } from '../verdicts/verdicts.js';

/** The table of any engine; it may have keys that only the engine knows. */
@TakesEffect('next-run')
@KeepsUnknownKeys
export class EngineDto extends OpenTable {
  @Key(text('program'), 'The program to start, if not the usual one on `PATH`.', {
    defaultText: "the engine's own name",
    widens: changed,
  })
  command: string | null = null;

  @Key(text(), 'The model for runs that choose none.', { defaultText: "the engine's choice", widens: 'never' })
  model: string | null = null;

  @Key(text(), 'The permission mode for runs that choose none.', {
    defaultText: 'the safest in which the engine can work',
    widens: modeWidened,
  })
  permission_mode: string | null = null;

  @Key(listOf(anyText('text')), 'Further arguments for the program.', { widens: changed })
  extra_args: readonly string[] = [];
}
