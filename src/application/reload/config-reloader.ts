import type { ChatMoves } from '../../domain/chat/chat-moves.js';
import type { EngineCatalog } from '../../domain/engine/engine.js';
import type { Clock } from '../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { Serial } from '../concurrency/serial.js';
import type { StagedChange } from '../hosting/staged-change.js';
import type { GoodReading, Reading } from '../ports/config/config-source.js';
import type { Journal } from '../ports/system/journal.js';
import type { AppConfig } from '../values/app-config.js';
import { buildGeneration, type Generation, type Generations } from '../values/generation.js';
import type { PartEffect } from '../values/reload/part-effect.js';
import type { OpenProblem, RejectedReading } from '../values/reload/rejected-reading.js';
import { GIVEN_UP } from '../wording/reload/reload-report.js';
import type { ConfigStatus } from './config-status.js';

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
  readonly reading: GoodReading;
  /** What was in force before; `null` at a start. */
  readonly before: InForce | null;
  /** When it was live, by the stopwatch. */
  readonly liveAtMs: number;
  readonly effects: readonly PartEffect[];
}

/** A generation in force, and the reading that it came from. */
export interface InForce {
  readonly generation: Generation;
  readonly reading: GoodReading;
}

/** A reading that is about to be put in force in the place of another. */
export interface Coming {
  /** That of its generation. */
  readonly number: number;
  readonly reading: GoodReading;
  readonly before: InForce;
}

/** What is done when nothing can keep a reading from being put in force any more, and before it is; it never rejects. */
export type BeforeLive = (coming: Coming) => Promise<void>;

interface StagedPart {
  readonly part: string;
  readonly change: StagedChange;
}

/** What putting readings in force is built on. */
export interface ConfigReloaderTools {
  readonly generations: Generations;
  readonly moves: ChatMoves;
  readonly status: ConfigStatus;
  readonly parts: readonly ReloadPart[];
  readonly enginesOf: (config: AppConfig) => EngineCatalog;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** Puts readings of the configuration in force, each whole or not at all, one after the other. Start-up is the first. */
export class ConfigReloader {
  readonly #tools: ConfigReloaderTools;
  readonly #turns = new Serial();
  #former = { number: 0, digest: '' };
  #inForce: InForce | null = null;
  #isGivenUp = false;
  /** Gives up what is being prepared. */
  #leave: () => void = () => undefined;

  constructor(tools: ConfigReloaderTools) {
    this.#tools = tools;
  }

  /** What is in force; `null` before the first. */
  get inForce(): InForce | null {
    return this.#inForce;
  }

  /** Why the latest reading was refused, so that the file says something else than what is in force; `null` if it was not. */
  get refused(): RejectedReading | null {
    return this.#tools.status.refused;
  }

  /** Goes on with the numbers of an earlier process, before the first reading: the same reading keeps its number. */
  goOnFrom(former: { readonly number: number; readonly digest: string }): void {
    this.#former = former;
  }

  /** Takes note that the file can't be put in force, although nobody tried. */
  refuse(problem: RejectedReading): void {
    this.#tools.status.refuse(problem);
    this.#tools.journal.record({ name: 'config.rejected', level: 'warn', data: { problem } });
  }

  /** Refuses what is being prepared, now and from now on; what of it has come already, or still comes, is undone. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#leave();
  }

  /** Stages every part and commits them together; after the first problem, or fault, nothing of it remains. */
  apply(reading: Reading, beforeLive: BeforeLive = async () => undefined): Promise<Applied> {
    return this.#turns.run(() => this.#apply(reading, beforeLive));
  }

  async #apply(reading: Reading, beforeLive: BeforeLive): Promise<Applied> {
    if (!reading.ok) return this.#reject({ kind: 'invalid', problems: reading.problems });
    const { generations, moves, status, enginesOf, clock, journal } = this.#tools;
    const before = generations.peek();
    const config = withStateOf(before, reading.config);
    const prepared = await this.#prepare(config, before === null);
    if (!prepared.ok) return this.#reject(prepared.problem);
    const staged = prepared.value;
    const number = before === null ? this.#firstNumber(reading.digest) : before.number + 1;
    const generation = buildGeneration(number, config, enginesOf(config), moves);
    if (this.#inForce !== null) await beforeLive({ number, reading, before: this.#inForce });
    generations.swap(generation);
    for (const { change } of staged) change.commit();
    const [liveAtMs, former] = [clock.monotonicMs(), this.#inForce];
    this.#inForce = { generation, reading };
    status.applied();
    const effects = staged.map(({ part, change }) => ({ part, effect: change.effect }));
    journal.record({ name: 'config.applied', level: 'info', data: { generation: generation.number, effects } });
    return ok({ generation, reading, before: former, liveAtMs, effects });
  }

  #firstNumber(digest: string): number {
    const { number, digest: known } = this.#former;
    return number > 0 && known === digest ? number : number + 1;
  }

  /** Stages the parts side by side, then what must be handed over last of all; after a problem everything is as it was. */
  async #prepare(config: AppConfig, first: boolean): Promise<Result<readonly StagedPart[], RejectedReading>> {
    const staging = Promise.allSettled(
      this.#tools.parts.map(async (part) => ({ part: part.name, change: await part.stage(config, first) })),
    );
    // One for each edit: what waits for a promise is kept for as long as that is open.
    const givenUp = Promise.withResolvers<'given-up'>();
    this.#leave = () => givenUp.resolve('given-up');
    if (this.#isGivenUp) this.#leave();
    const looked = await Promise.race([staging, givenUp.promise]);
    this.#leave = () => undefined;
    if (looked === 'given-up') {
      void staging.then((late) => abort(stagedIn(late)));
      return fail(GIVEN_UP);
    }
    const staged = stagedIn(looked);
    const fault = looked.find((one) => one.status === 'rejected');
    if (fault !== undefined) {
      await abort(staged);
      throw fault.reason;
    }
    const giveUp = async (part: string, problem: OpenProblem) => {
      await abort(staged);
      return fail({ kind: 'not-possible' as const, part, problem });
    };
    for (const { part, change } of answersIn(looked)) if (!change.ok) return giveUp(part, change.problem);
    for (const { part, change } of staged) {
      const taken = await change.takeOver?.();
      if (taken?.ok === false) return giveUp(part, taken.problem);
    }
    return ok(staged);
  }

  #reject(problem: RejectedReading): Applied {
    this.refuse(problem);
    return fail(problem);
  }
}

type Staging = PromiseSettledResult<{ readonly part: string; readonly change: Result<StagedChange, OpenProblem> }>;

function answersIn(looked: readonly Staging[]) {
  return looked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

function stagedIn(looked: readonly Staging[]): readonly StagedPart[] {
  return answersIn(looked).flatMap(({ part, change }) => (change.ok ? [{ part, change: change.value }] : []));
}

async function abort(staged: readonly StagedPart[]): Promise<void> {
  await Promise.all(staged.map(({ change }) => change.abort()));
}

/** The state directory is open and locked: another one is for the next start. */
function withStateOf(before: Generation | null, config: AppConfig): AppConfig {
  return before === null ? config : { ...config, stateDirectory: before.config.stateDirectory };
}
