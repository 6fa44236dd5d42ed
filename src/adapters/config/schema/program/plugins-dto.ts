import { KeepsUnknownKeys, Key } from '../keys/key.js';
import { OpenTable } from '../keys/open-table.js';
import { listOf } from '../kinds/collection.js';
import { text } from '../kinds/text.js';
import { addedOrEmptied } from '../verdicts/verdicts.js';

/** `[plugins]`; each further table belongs to the plugin of its name. */
@KeepsUnknownKeys
export class PluginsDto extends OpenTable {
  @Key(listOf(text()), 'The plugins that are loaded; empty for all that are installed.', { widens: addedOrEmptied })
  enabled: readonly string[] = [];
}
