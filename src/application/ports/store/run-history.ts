import type { ChatId, EngineId, ProjectAlias, RunId, ThreadId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { RunUsage } from '../../../domain/run/run-event.js';
import type { RunOrigin } from '../../../domain/run/run-origin.js';

/** How a run ended. */
export type RunOutcome = 'done' | 'error' | 'cancelled' | 'interrupted';

/** A run that is over. Plain JSON. */
export interface EndedRun {
  readonly run: RunId;
  readonly engine: EngineId;
  readonly origin: RunOrigin;
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  readonly project: ProjectAlias | null;
  /** Number of the configuration that it was planned with; 0 where a crash left nothing else. */
  readonly generation: number;
  /** When the engine was started. */
  readonly startedAt: Instant;
  /** 0 where nobody knows. */
  readonly elapsedMs: number;
  /** How many actions it took. */
  readonly steps: number;
  readonly outcome: RunOutcome;
  /** `null` when the engine doesn't say. */
  readonly usage: RunUsage | null;
}

/** What the runs of one engine come to. */
export interface RunTotals {
  readonly engine: EngineId;
  readonly runs: number;
  /** Those of the runs that nobody asked for in a message: `/at`, crons, webhooks. */
  readonly unasked: number;
  readonly steps: number;
  readonly elapsedMs: number;
  /** In US dollars, of the runs whose cost is known; `null` if it is known of none. */
  readonly costUsd: number | null;
  readonly lastStartedAt: Instant;
}

/** Every run that ended, for as long as the configuration wants it remembered. Durable. */
export interface RunHistory {
  /** Keeps the run; a second time replaces what was kept of it. */
  keep(run: EndedRun): Promise<void>;
  /** What the runs that started at `since` or later come to; by engine, the one with the most runs first. */
  totals(since: Instant): Promise<readonly RunTotals[]>;
  /** The latest runs, newest first. */
  latest(count: number): Promise<readonly EndedRun[]>;
}
