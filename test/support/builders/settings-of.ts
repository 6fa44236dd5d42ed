import type {
  SettingsByKey,
  WrittenSetting,
  WrittenSettings,
} from '../../../src/application/ports/config/config-source.js';
import type { AppConfig } from '../../../src/application/values/app-config.js';
import { Secret } from '../../../src/domain/secret.js';

/** What a file that says everything would say, its keys named after the configuration's properties. */
export function settingsOf({ triggers, projects, ...config }: AppConfig): WrittenSettings {
  const { crons, webhooks, ...rest } = triggers;
  const named = [
    ...crons.map((cron) => [`triggers.crons.${cron.id}`, cron] as const),
    ...webhooks.map((hook) => [`triggers.webhooks.${hook.id}`, hook] as const),
    ...projects.map((project) => [`projects.${project.alias}`, project] as const),
  ];
  return {
    common: gathered({ ...config, triggers: rest }, ''),
    entries: new Map(named.map(([name, entry]) => [name, { keys: gathered(entry, `${name}.`) }])),
  };
}

function gathered(table: object, prefix: string): SettingsByKey {
  const settings = new Map<string, WrittenSetting>();
  gather(settings, table, prefix);
  return settings;
}

function gather(settings: Map<string, WrittenSetting>, table: object, prefix: string): void {
  for (const [name, value] of Object.entries(table) as [string, unknown][]) {
    const key = prefix + name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value instanceof Secret) settings.set(key, { value, usual: null });
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      gather(settings, value, `${key}.`);
    } else settings.set(key, { value: textOf(value), usual: null });
  }
}

function textOf(value: unknown): string | Secret {
  const secrets = Array.isArray(value) ? value.filter((one) => one instanceof Secret) : [];
  if (secrets.length > 0) return new Secret(JSON.stringify(secrets.map((secret) => secret.reveal())));
  return typeof value === 'string' ? value : JSON.stringify(value);
}
