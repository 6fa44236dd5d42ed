import type { EngineSettings } from '../../../application/values/app-config.js';
import { textOf } from '../lines/json-value.js';

const EMPTY: EngineSettings = { command: null, model: null, permissionMode: null, extraArgs: [], extra: {} };

/** An engine's table in the configuration, and what it means where there is none. */
export function engineTable(table: EngineSettings | undefined, defaults: Partial<EngineSettings> = {}): EngineSettings {
  return table ?? { ...EMPTY, ...defaults };
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
