import type { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import { ok } from '../../domain/result.js';
import type { LoopTurns } from '../ports/system/loop-turns.js';
import type { Generations } from '../values/generation.js';
import type { ReloadPart } from './config-reloader.js';

/** The crons that fire: those of the generation in force. */
export function cronPart(crons: CronScheduler, generations: Generations, loopTurns: LoopTurns): ReloadPart {
  return {
    name: 'crons',
    stage: async ({ triggers }) => {
      const coming = triggers.enabled ? triggers.crons : [];
      await crons.prepare(coming, triggers.defaultTimezone, () => loopTurns.next());
      return ok({
        effect: 'retune',
        commit: () => crons.follow(generations.current().triggers, triggers.defaultTimezone),
        abort: async () => undefined,
      });
    },
  };
}
