import type { AppConfig } from '../../../src/application/values/app-config.js';
import { configOf } from '../../adapters/config/read-text.js';

/** What a test may set otherwise; tables are merged one level deep. */
export type ConfigChange = {
  readonly [Key in keyof AppConfig]?: AppConfig[Key] extends object ? Partial<AppConfig[Key]> : AppConfig[Key];
};

/** A configuration with the product's defaults and resume lines for person 7 in the private chat 7, with the given differences. */
export function appConfig(change: ConfigChange = {}): AppConfig {
  const merged: Record<string, unknown> = { ...DEFAULTS };
  for (const [key, value] of Object.entries(change)) {
    const before = merged[key];
    const isTable = typeof before === 'object' && before !== null && !Array.isArray(before);
    merged[key] = isTable ? { ...before, ...(value as object) } : value;
  }
  return merged as unknown as AppConfig;
}

/** What a file that says little more than who may write to which bot gives. */
const DEFAULTS: AppConfig = {
  ...configOf(`[transports.telegram]
bot_token = "4000:fake"
api_url = "http://127.0.0.1:1"
chat_id = 7
allowed_user_ids = [7]
session_mode = "chat"
show_resume_line = true
[log]
format = "json"
`),
  defaultEngine: 'fake',
  stateDirectory: '/state',
};
