import { listOf } from '../kinds/collection.js';
import { text } from '../kinds/text.js';
import { addedOrEmptied } from '../widening/verdicts.js';
import { KeepsUnknownKeys, Key } from './key.js';
import { OpenTable } from './open-table.js';

/** `[plugins]`; each further table belongs to the plugin of its name. */
@KeepsUnknownKeys
export class PluginsDto extends OpenTable {
  @Key(listOf(text()), 'The plugins that are loaded; empty for all that are installed.', { widens: addedOrEmptied })
  enabled: readonly string[] = [];
}
