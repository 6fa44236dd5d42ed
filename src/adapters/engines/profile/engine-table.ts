import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import { textOf } from '../lines/json-value.js';

/** An engine's table in the configuration, and what it means where there is none. */
export function engineTable({ extraArgs }: EngineManifest, table: EngineSettings | undefined): EngineSettings {
  return table ?? { command: null, model: null, permissionMode: null, extraArgs, extra: {} };
}

/** A text among the keys that only this engine has; `null` if it is not set. */
export function ownText(table: EngineSettings, key: string): string | null {
  return textOf(table.extra[key]);
}

/** A switch among the keys that only this engine has; on only if it is literally `true`, or not set and `otherwise`. */
export function ownSwitch(table: EngineSettings, key: string, otherwise = false): boolean {
  const value = table.extra[key];
  return value === undefined ? otherwise : value === true;
}
