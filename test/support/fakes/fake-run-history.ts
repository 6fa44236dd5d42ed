import { isEndedRun } from '../../../src/adapters/store/decode/record-shapes.js';
import type { EndedRun, RunHistory, RunTotals } from '../../../src/application/ports/store/run-history.js';
import type { Instant } from '../../../src/domain/ports/clock.js';
import { asStored } from './readable.js';

/** Ended runs in memory; a test may look at them. */
export class FakeRunHistory implements RunHistory {
  #runs: readonly EndedRun[] = [];

  get runs(): readonly EndedRun[] {
    return this.#runs;
  }

  async keep(run: EndedRun): Promise<void> {
    asStored(run, isEndedRun);
    const known = this.#runs.findIndex((one) => one.run === run.run);
    this.#runs = known === -1 ? [...this.#runs, run] : this.#runs.with(known, run);
  }

  async totals(since: Instant): Promise<readonly RunTotals[]> {
    const totals = new Map<string, RunTotals>();
    for (const run of this.#runs.filter(({ startedAt }) => startedAt >= since)) {
      totals.set(run.engine, plus(totals.get(run.engine) ?? nothing(run.engine), run));
    }
    return [...totals.values()].sort((a, b) => b.runs - a.runs || (a.engine < b.engine ? -1 : 1));
  }

  async latest(count: number): Promise<readonly EndedRun[]> {
    return this.#runs
      .toReversed()
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .slice(0, count);
  }

  /** Forgets the runs that started before the instant; how many those were. */
  forget(before: Instant): number {
    const kept = this.#runs.filter(({ startedAt }) => startedAt >= before);
    const forgotten = this.#runs.length - kept.length;
    this.#runs = kept;
    return forgotten;
  }
}

function nothing(engine: string): RunTotals {
  return { engine, runs: 0, unasked: 0, steps: 0, elapsedMs: 0, costUsd: null, lastStartedAt: -Infinity };
}

function plus(sum: RunTotals, { origin, steps, elapsedMs, usage, startedAt }: EndedRun): RunTotals {
  const cost = usage?.costUsd ?? null;
  return {
    engine: sum.engine,
    runs: sum.runs + 1,
    unasked: sum.unasked + (origin.kind === 'message' ? 0 : 1),
    steps: sum.steps + steps,
    elapsedMs: sum.elapsedMs + elapsedMs,
    costUsd: cost === null ? sum.costUsd : (sum.costUsd ?? 0) + cost,
    lastStartedAt: Math.max(sum.lastStartedAt, startedAt),
  };
}
