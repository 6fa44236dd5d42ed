import type { Clock } from '../../domain/ports/clock.js';
import type { ControlApi, OwnProcess, ReloadAnswer, StatusAnswer } from '../ports/config/control.js';
import type { Journal } from '../ports/system/journal.js';
import type { AppliedReading } from '../reload/config-reloader.js';
import type { FollowConfig, ReloadOutcome } from '../reload/follow/follow-config.js';
import type { Generations } from '../values/generation.js';
import type { RejectedReading } from '../values/reload/rejected-reading.js';
import { configDifference, NO_SETTINGS } from '../wording/reload/config-difference.js';
import { differenceLines } from '../wording/reload/difference-text.js';
import type { HealthCheck } from './health-check.js';

/** What answering is built on. */
export interface ControlTools {
  readonly followConfig: FollowConfig;
  readonly generations: Generations;
  readonly healthCheck: HealthCheck;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ownProcess: OwnProcess;
}

/** Answers other programs of the same user. */
export class AnswerControl implements ControlApi {
  readonly #tools: ControlTools;

  constructor(tools: ControlTools) {
    this.#tools = tools;
  }

  async reload(apply: boolean): Promise<ReloadAnswer> {
    this.#tools.journal.record({ name: 'control.reload', level: 'info', data: { apply } });
    const outcome = await this.#tools.followConfig.reload({ apply, fromTerminal: true });
    return reloadAnswer(outcome, this.#tools.generations.current().number);
  }

  async status(): Promise<StatusAnswer> {
    const { ownProcess, healthCheck, clock } = this.#tools;
    return { ...ownProcess, signs: await healthCheck.now(), at: clock.now() };
  }
}

function reloadAnswer(outcome: ReloadOutcome, generation: number): ReloadAnswer {
  switch (outcome.kind) {
    case 'unchanged':
      return outcome.refused === null ? { kind: 'unchanged', generation } : refusedAnswer(outcome.refused, generation);
    case 'held':
      return { kind: 'held', generation, reason: outcome.held.reason };
    case 'read': {
      const { applied } = outcome;
      return applied.ok ? appliedAnswer(applied.value, generation) : refusedAnswer(applied.problem, generation);
    }
  }
}

function appliedAnswer({ before, reading }: AppliedReading, generation: number): ReloadAnswer {
  const difference = configDifference(before?.reading.settings ?? NO_SETTINGS, reading.settings);
  return {
    kind: 'applied',
    generation,
    changes: differenceLines(difference, (name) => name),
    warnings: reading.warnings,
  };
}

function refusedAnswer(refused: RejectedReading, generation: number): ReloadAnswer {
  if (refused.kind === 'invalid') return { kind: 'invalid', generation, problems: refused.problems };
  const { key, message, hint } = refused.problem;
  return { kind: 'not-possible', generation, key, message, hint };
}
