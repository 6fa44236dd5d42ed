import type { WebhookDto } from '../dto/webhook-dto.js';
import { neededFor } from './action-rules.js';
import { ruleFor } from './rule.js';

const rule = ruleFor<WebhookDto>();

/** What must hold in each of `[[triggers.webhooks]]`. */
export const WEBHOOK_RULES = [
  rule('secret', ['secret_env', 'secret_file', 'secrets', 'auth'], (hook) => {
    const sources = [hook.secret, hook.secret_env, hook.secret_file].filter((source) => source !== null).length;
    if (sources > 1) {
      return {
        message: 'There is more than one source of the secret.',
        mend: 'Keep one of secret, secret_env and secret_file; further secrets go into secrets.',
      };
    }
    if (sources + hook.secrets.length > 0 || hook.auth === 'none') return null;
    return {
      message: `A secret is needed, because auth is "${hook.auth}".`,
      mend: 'Add secret, secret_env or secret_file, or set auth = "none" to take posts from anybody.',
    };
  }),
  rule('prompt_template', ['action'], (hook) =>
    neededFor('agent_run', hook.action, 'prompt_template', hook.prompt_template),
  ),
];
