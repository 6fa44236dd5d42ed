import { fail, ok, type Result } from '../../domain/result.js';
import type { AppConfig } from '../app-config.js';
import { buildGeneration, type Generation, type Generations } from '../generation.js';
import type { ConfigProblem, Reading } from '../ports/config-source.js';
import type { EngineCatalog } from '../ports/engine.js';
import type { Journal } from '../ports/journal.js';
import type { Effect, OpenProblem } from './adapter-kind.js';
import type { StagedChange } from './staged-change.js';

/** One thing that a configuration can change while the program runs. */
export interface ReloadPart {
  readonly name: string;
  /** Prepares the change; `first` when there is nothing to fall back on. */
  stage(config: AppConfig, first: boolean): Promise<Result<StagedChange, OpenProblem>>;
}

/** What became of a reading. */
export type Applied = Result<AppliedReading, RejectedReading>;

export interface AppliedReading {
  readonly generation: Generation;
  readonly effects: readonly { readonly part: string; readonly effect: Effect }[];
  readonly warnings: readonly ConfigProblem[];
}

/** Nothing was changed, for these reasons. */
export type RejectedReading =
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'not-possible'; readonly part: string; readonly problem: OpenProblem };

/** Puts readings of the configuration in force, each whole or not at all, one after the other. Start-up is the first. */
export class ConfigReloader {
  readonly #generations: Generations;
  readonly #parts: readonly ReloadPart[];
  readonly #enginesOf: (config: AppConfig) => EngineCatalog;
  readonly #journal: Journal;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    generations: Generations,
    parts: readonly ReloadPart[],
    enginesOf: (config: AppConfig) => EngineCatalog,
    journal: Journal,
  ) {
    this.#generations = generations;
    this.#parts = parts;
    this.#enginesOf = enginesOf;
    this.#journal = journal;
  }

  /** Stages every part and commits them together; after the first problem nothing of it remains. */
  apply(reading: Reading): Promise<Applied> {
    const applied = this.#last.then(() => this.#apply(reading));
    this.#last = applied.catch(() => undefined);
    return applied;
  }

  async #apply(reading: Reading): Promise<Applied> {
    if (!reading.ok) return this.#reject({ kind: 'invalid', problems: reading.problems });
    const before = this.#generations.peek();
    const staged: { part: string; change: StagedChange }[] = [];
    for (const part of this.#parts) {
      const change = await part.stage(reading.config, before === null);
      if (!change.ok) {
        await Promise.all(staged.map((done) => done.change.abort()));
        return this.#reject({ kind: 'not-possible', part: part.name, problem: change.problem });
      }
      staged.push({ part: part.name, change: change.value });
    }
    const generation = buildGeneration((before?.number ?? 0) + 1, reading.config, this.#enginesOf(reading.config));
    for (const warning of reading.warnings) {
      this.#journal.record({ name: 'config.warning', level: 'warn', data: { ...warning } });
    }
    this.#generations.swap(generation);
    for (const { change } of staged) change.commit();
    const effects = staged.map(({ part, change }) => ({ part, effect: change.effect }));
    this.#journal.record({ name: 'config.applied', level: 'info', data: { generation: generation.number, effects } });
    return ok({ generation, effects, warnings: reading.warnings });
  }

  #reject(problem: RejectedReading): Applied {
    this.#journal.record({ name: 'config.rejected', level: 'warn', data: { problem } });
    return fail(problem);
  }
}
