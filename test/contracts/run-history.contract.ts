import { expect } from 'chai';
import type { EndedRun, RunHistory } from '../../src/application/ports/store/run-history.js';

export interface RunHistoryBench {
  readonly history: RunHistory;
  reopened(): Promise<RunHistory>;
}

/** A run of `claude` that a person asked for in chat 7, with the given differences. */
export function endedRun(run: string, change: Partial<EndedRun> = {}): EndedRun {
  return {
    run,
    engine: 'claude',
    origin: { kind: 'message' },
    chatId: 7,
    threadId: null,
    project: null,
    generation: 1,
    startedAt: 1_000,
    elapsedMs: 500,
    steps: 2,
    outcome: 'done',
    usage: null,
    ...change,
  };
}

/** What every run history promises. */
export function describeRunHistory(name: string, make: () => Promise<RunHistoryBench>): void {
  describe(`${name} as a run history`, () => {
    let bench: RunHistoryBench;
    let history: RunHistory;
    const usage = (costUsd: number | null) => ({
      costUsd,
      turns: null,
      durationMs: null,
      inputTokens: null,
      outputTokens: null,
    });

    beforeEach(async () => {
      bench = await make();
      history = bench.history;
    });

    it('knows nothing until a run has ended', async () => {
      expect(await history.totals(0)).to.deep.equal([]);
      expect(await history.latest(5)).to.deep.equal([]);
    });

    it('gives back what was kept, the latest first, as many as are asked for', async () => {
      const full = endedRun('full', {
        origin: { kind: 'cron', id: 'nightly' },
        chatId: -100,
        threadId: 4,
        project: 'app',
        outcome: 'cancelled',
        usage: usage(0.25),
        startedAt: 3_000,
      });
      for (const run of [endedRun('a'), full, endedRun('b', { startedAt: 2_000 })]) await history.keep(run);
      expect(await history.latest(2)).to.deep.equal([full, endedRun('b', { startedAt: 2_000 })]);
    });

    it('sums up by engine what started since then, the busiest engine first', async () => {
      const runs = [
        endedRun('early', { startedAt: 999 }),
        endedRun('one', { engine: 'codex', usage: usage(null) }),
        endedRun('two', { usage: usage(0.5), steps: 3, elapsedMs: 250 }),
        endedRun('three', { origin: { kind: 'at', id: 'x' }, usage: usage(0.25), startedAt: 4_000 }),
        endedRun('four', { origin: { kind: 'webhook', id: 'x' }, outcome: 'error' }),
      ];
      for (const run of runs) await history.keep(run);
      expect(await history.totals(1_000)).to.deep.equal([
        { engine: 'claude', runs: 3, unasked: 2, steps: 7, elapsedMs: 1_250, costUsd: 0.75, lastStartedAt: 4_000 },
        { engine: 'codex', runs: 1, unasked: 0, steps: 2, elapsedMs: 500, costUsd: null, lastStartedAt: 1_000 },
      ]);
    });

    it('keeps one record of a run, the last one', async () => {
      await history.keep(endedRun('a', { outcome: 'error', steps: 1 }));
      await history.keep(endedRun('a', { outcome: 'done', steps: 5 }));
      expect((await history.latest(9)).map(({ outcome }) => outcome)).to.deep.equal(['done']);
      expect((await history.totals(0))[0]).to.include({ runs: 1, steps: 5 });
    });

    it('remembers over a restart', async () => {
      await history.keep(endedRun('a'));
      const restarted = await bench.reopened();
      expect(await restarted.latest(9)).to.deep.equal([endedRun('a')]);
    });
  });
}
