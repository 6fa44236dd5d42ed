import type { WrittenSetting, WrittenSettings } from '../../../src/application/ports/config/config-source.js';
import type { AppConfig } from '../../../src/application/values/app-config.js';
import { Secret } from '../../../src/domain/secret.js';

/** What a file that says everything would say, its keys named after the configuration's properties. */
export function settingsOf({ triggers, projects, ...config }: AppConfig): WrittenSettings {
  const settings = new Map<string, WrittenSetting>();
  const { crons, webhooks, ...rest } = triggers;
  gather(settings, { ...config, triggers: rest }, '', null);
  for (const cron of crons) gatherEntry(settings, cron, `triggers.crons.${cron.id}`);
  for (const hook of webhooks) gatherEntry(settings, hook, `triggers.webhooks.${hook.id}`);
  for (const project of projects) gatherEntry(settings, project, `projects.${project.alias}`);
  return settings;
}

function gatherEntry(settings: Map<string, WrittenSetting>, entry: object, name: string): void {
  gather(settings, entry, `${name}.`, name);
}

function gather(settings: Map<string, WrittenSetting>, table: object, prefix: string, entry: string | null): void {
  for (const [name, value] of Object.entries(table) as [string, unknown][]) {
    const key = prefix + name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value instanceof Secret) settings.set(key, { value, usual: null, entry });
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      gather(settings, value, `${key}.`, entry);
    } else settings.set(key, { value: textOf(value), usual: null, entry });
  }
}

function textOf(value: unknown): string | Secret {
  const secrets = Array.isArray(value) ? value.filter((one) => one instanceof Secret) : [];
  if (secrets.length > 0) return new Secret(JSON.stringify(secrets.map((secret) => secret.reveal())));
  return typeof value === 'string' ? value : JSON.stringify(value);
}
