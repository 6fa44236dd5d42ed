import { configSchema } from '../../adapters/config/schema/config-schema.js';
import { ENGINES } from '../../adapters/engines/engines.js';
import { guardedNames } from '../../application/triggers/files/guarded-names.js';
import { EngineManifests } from '../../domain/engine/engine-manifests.js';

/** What the configuration may say, with the tables of the engines that there are. */
export const CONFIG_SCHEMA = configSchema(new EngineManifests(ENGINES.map(({ manifest }) => manifest)));

/** The names that triggers keep away from. */
export const GUARDED_NAMES = guardedNames(CONFIG_SCHEMA.engines);
