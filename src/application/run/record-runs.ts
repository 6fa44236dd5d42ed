import type { Clock } from '../../domain/ports/clock.js';
import type { RunCompleted } from '../../domain/run/run-event.js';
import type { StopReason } from '../../domain/run/run-executor.js';
import type { EndedRun, RunHistory, RunOutcome } from '../ports/store/run-history.js';
import type { OpenRun } from '../ports/store/run-store.js';
import type { Journal } from '../ports/system/journal.js';
import type { RunJob } from './active/run-job.js';

/** Keeps one record of each run that ended. No run waits for that, or fails with it. */
export class RecordRuns {
  readonly #history: RunHistory;
  readonly #clock: Clock;
  readonly #journal: Journal;

  constructor(history: RunHistory, clock: Clock, journal: Journal) {
    this.#history = history;
    this.#clock = clock;
    this.#journal = journal;
  }

  /** The run begins; to be called with the reason of its stop (`null`: it came to its end by itself) when it is over. */
  begin({ plan, progress }: RunJob): (stopped: StopReason | null) => void {
    const startedAt = this.#clock.now();
    const startedMs = this.#clock.monotonicMs();
    return (stopped) => {
      const { steps, completed, usage } = progress.state;
      const { id: run, engine, origin, generation, context } = plan;
      const record = {
        ...{ run, engine, origin, generation, startedAt, steps },
        ...plan.place,
        project: context?.project ?? null,
        elapsedMs: Math.round(this.#clock.monotonicMs() - startedMs),
        outcome: outcomeOf(completed, stopped),
        usage,
      };
      this.#keep(record);
    };
  }

  /** A run of an earlier process that was cut with it; how long it went on nobody knows. */
  cut({ run, request, openedAt }: OpenRun): void {
    const { engine, origin, context, place } = request;
    const unknown = { generation: 0, elapsedMs: 0, steps: 0, usage: null };
    const project = context?.project ?? null;
    this.#keep({ ...unknown, run, engine, origin, project, ...place, startedAt: openedAt, outcome: 'interrupted' });
  }

  #keep(record: EndedRun): void {
    void this.#history.keep(record).catch((cause) => {
      this.#journal.record({ name: 'run.not-recorded', level: 'warn', data: { run: record.run }, cause });
    });
  }
}

function outcomeOf(completed: RunCompleted | null, stopped: StopReason | null): RunOutcome {
  if (completed?.ok === true && stopped !== 'cancelled') return 'done';
  if (stopped === null) return 'error';
  return stopped === 'cancelled' ? 'cancelled' : 'interrupted';
}
