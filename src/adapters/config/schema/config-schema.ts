import type { EngineManifests } from '../../../domain/engine/engine-manifests.js';
import { ConfigDto } from './config-dto.js';
import { engineTable } from './engines/engine-table.js';
import { OptionalTable } from './keys/key.js';

/** What `untether.toml` may say, the tables of the known engines included. */
export interface ConfigSchema {
  readonly root: new () => ConfigDto;
  readonly engines: EngineManifests;
}

/** The schema for these engines; to be made once for a process, since the classes of tables stay. */
export function configSchema(engines: EngineManifests): ConfigSchema {
  const unset = Object.fromEntries(engines.ids.map((id) => [id, null]));
  class Root extends ConfigDto {
    constructor() {
      super();
      Object.assign(this, unset);
    }

    override get knownEngines(): EngineManifests {
      return engines;
    }
  }
  const prototype: object = Root.prototype;
  for (const [index, manifest] of engines.all.entries()) {
    const nested = 'Each engine table can also be written as `[engines.<name>]`, then all of them must be.';
    const description = index === 0 ? `${manifest.name}. ${nested}` : `${manifest.name}.`;
    OptionalTable(engineTable(manifest), description, { before: 'engines' })(prototype, manifest.id);
  }
  return { root: Root, engines };
}
