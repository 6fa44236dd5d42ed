import type { EngineId } from '../ids.js';
import { type EngineManifest, permissionOf } from './engine-manifest.js';
import { PERMISSIONS, type Permission } from './permission.js';

/** The engines that Untether knows, in the order of a menu. */
export class EngineManifests {
  readonly all: readonly EngineManifest[];
  readonly ids: readonly EngineId[];

  constructor(all: readonly EngineManifest[]) {
    this.all = all;
    this.ids = all.map(({ id }) => id);
  }

  /** The manifest of an engine whose id is given in any case; `null` for one that is not known. */
  find(id: EngineId): EngineManifest | null {
    return this.all.find((manifest) => manifest.id === id.toLowerCase()) ?? null;
  }

  /**
   * What an engine in that mode does unasked; `null` is no mode at all. What nobody knows may do anything; under a name that
   * known engines use for a mode, an unknown one may do the most that any of them does.
   */
  permission(id: EngineId, mode: string | null, attended: boolean): Permission {
    const known = this.find(id);
    if (known !== null) return permissionOf(known, mode, attended);
    return mode === null ? 'unlimited' : this.#widestUnder(mode);
  }

  #widestUnder(mode: string): Permission {
    const named = this.all.filter(({ modes }) => modes.includes(mode)).map(({ permissions }) => permissions[mode]);
    return PERMISSIONS.findLast((permission) => named.includes(permission)) ?? 'unlimited';
  }
}
