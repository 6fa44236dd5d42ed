import type { EngineKey } from '../../../../domain/engine/engine-key.js';
import type { EngineManifest } from '../../../../domain/engine/engine-manifest.js';
import { KeepsUnknownKeys, Key } from '../keys/key.js';
import { listOf } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { text } from '../kinds/text.js';
import { toolsAdded } from '../verdicts/table-verdicts.js';
import { changed, turnedOn } from '../verdicts/verdicts.js';
import { EngineDto } from './engine-dto.js';

/** The class of an engine's own table: the keys of every engine, then those that its manifest names. */
export function engineTable({ extraArgs, keys }: EngineManifest): new () => EngineDto {
  const usual = Object.fromEntries(keys.map((key) => [key.name, key.kind === 'switch' ? key.usual : null]));
  @KeepsUnknownKeys
  class OwnTable extends EngineDto {
    override extra_args = extraArgs;

    constructor() {
      super();
      Object.assign(this, usual);
    }
  }
  for (const key of keys) asKey(key)(OwnTable.prototype, key.name);
  return OwnTable;
}

function asKey(key: EngineKey): (table: object, name: string) => void {
  const { description } = key;
  switch (key.kind) {
    case 'switch':
      return Key(flag(), description, { widens: key.widens === 'never' ? 'never' : turnedOn });
    case 'text': {
      const widens = key.widens === 'never' ? 'never' : changed;
      return Key(text(), description, { widens, ...(key.usual && { defaultText: key.usual }) });
    }
    case 'tools': {
      const alone = `[${key.unattended.map((tool) => `"${tool}"`).join(', ')}]`;
      const defaultText = `none in runs where a person is asked, else \`${alone}\``;
      return Key(listOf(text()), description, { defaultText, widens: toolsAdded(key.unattended) });
    }
  }
}
