import type { PinoJournal } from '../../adapters/journal/pino-journal.js';
import type { ReloadPart } from '../../application/reload/config-reloader.js';
import { secretsOf } from '../../application/values/config-secrets.js';
import { ok } from '../../domain/result.js';

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
