import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { LeftOut } from '../read/lenient.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { EngineDto } from '../schema/engines/engine-dto.js';
import { toJson } from '../toml/tree.js';

/** What the tables of the engines say, by engine id in lower case, without those that are left out. */
export function engineSettings(dto: ConfigDto, out: LeftOut): Readonly<Record<string, EngineSettings>> {
  const settings: Record<string, EngineSettings> = {};
  for (const id of dto.knownEngines.ids) {
    const table = dto.ownTable(id);
    if (table !== null && !out.has([id])) settings[id] = settingsOf(table);
  }
  for (const [id, table] of dto.engines) {
    if (!out.has(['engines', id])) settings[id.toLowerCase()] = settingsOf(table);
  }
  return settings;
}

function settingsOf(table: EngineDto): EngineSettings {
  const { command, model, permission_mode, extra_args, extra, ...own } = table;
  return {
    command,
    model,
    permissionMode: permission_mode,
    extraArgs: extra_args,
    extra: { ...(toJson(extra) as Record<string, unknown>), ...own },
  };
}
