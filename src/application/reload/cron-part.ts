import type { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import { ok } from '../../domain/result.js';
import type { Generations } from '../values/generation.js';
import type { ReloadPart } from './config-reloader.js';

/** The crons that fire: those of the generation in force. */
export function cronPart(crons: CronScheduler, generations: Generations): ReloadPart {
  return {
    name: 'crons',
    stage: async ({ triggers }) =>
      ok({
        effect: 'retune',
        commit: () => crons.follow(generations.current().triggers, triggers.defaultTimezone),
        abort: async () => undefined,
      }),
  };
}
