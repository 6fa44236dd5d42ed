import type { PinoJournal } from '../adapters/journal/pino-journal.js';
import type { AppConfig } from '../application/app-config.js';
import type { ReloadPart } from '../application/reload/config-reloader.js';
import { ok } from '../domain/result.js';
import type { Secret } from '../domain/secret.js';

/** The log, as far as the configuration decides on it: level, format, and what must never be in it. */
export function logPart(journal: PinoJournal): ReloadPart {
  return {
    name: 'log',
    stage: async (config) => {
      journal.conceal(secretsOf(config));
      return ok({ effect: 'retune', commit: () => journal.retune(config.log), abort: async () => undefined });
    },
  };
}

function secretsOf({ telegram, triggers }: AppConfig): readonly Secret[] {
  const voiceKey = telegram.voice.apiKey === null ? [] : [telegram.voice.apiKey];
  return [telegram.token, ...voiceKey, ...triggers.webhooks.flatMap((hook) => hook.secrets)];
}
