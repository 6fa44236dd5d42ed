import type { EndedRun, RunHistory, RunTotals } from '../../application/ports/store/run-history.js';
import type { Instant } from '../../domain/ports/clock.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { isEndedRun } from './decode/record-shapes.js';
import { decodedOr, encodeBody } from './decode/stored-body.js';

/** Ended runs as a table: the record itself, and beside it what is summed up. */
export class SqliteRunHistory implements RunHistory {
  readonly #queue: WriteQueue;
  readonly #keep: Statement;
  readonly #totals: Statement;
  readonly #latest: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#keep = db.prepare(
      `INSERT INTO ended_run (run, engine, unasked, started_at, elapsed, steps, cost, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (run) DO UPDATE SET engine = excluded.engine, unasked = excluded.unasked,
         started_at = excluded.started_at, elapsed = excluded.elapsed, steps = excluded.steps,
         cost = excluded.cost, body = excluded.body`,
    );
    this.#totals = db.prepare(
      `SELECT engine, count(*) AS runs, sum(unasked) AS unasked, sum(steps) AS steps, sum(elapsed) AS elapsed,
         sum(cost) AS cost, max(started_at) AS last
       FROM ended_run WHERE started_at >= ? GROUP BY engine ORDER BY runs DESC, engine`,
    );
    this.#latest = db.prepare('SELECT body FROM ended_run ORDER BY started_at DESC, id DESC LIMIT ?');
  }

  async keep(ended: EndedRun): Promise<void> {
    const { run, engine, origin, startedAt, elapsedMs, steps, usage } = ended;
    const unasked = origin.kind === 'message' ? 0 : 1;
    const body = encodeBody(ended);
    await this.#queue.write(() =>
      this.#keep.run(run, engine, unasked, startedAt, elapsedMs, steps, usage?.costUsd ?? null, body),
    );
  }

  totals(since: Instant): Promise<readonly RunTotals[]> {
    return this.#queue.read(() =>
      this.#totals.all(since).map((row) => ({
        engine: String(row['engine']),
        runs: Number(row['runs']),
        unasked: Number(row['unasked']),
        steps: Number(row['steps']),
        elapsedMs: Number(row['elapsed']),
        costUsd: row['cost'] === null ? null : Number(row['cost']),
        lastStartedAt: Number(row['last']),
      })),
    );
  }

  latest(count: number): Promise<readonly EndedRun[]> {
    return this.#queue.read(() => this.#latest.all(count).flatMap(({ body }) => decodedOr(body, isEndedRun, [])));
  }
}
