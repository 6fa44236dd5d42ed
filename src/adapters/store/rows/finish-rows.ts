import type { RowId } from '../../../domain/ids.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { Database, Statement } from '../database/database.js';

/** The one way in which Inbox rows end, for use inside a transaction. */
export class FinishRows {
  readonly #finish: Statement;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#clock = clock;
    // What was answered needs its key to be told apart, not its text; what was given up may still be asked for again.
    this.#finish = db.prepare(
      `UPDATE inbox SET state = ?1, finished_at = ?2, body = CASE ?1 WHEN 'done' THEN 'null' ELSE body END
       WHERE id = ?3 AND state IN ('accepted', 'begun')`,
    );
  }

  /** Marks the rows that are not finished yet. */
  finish(ids: readonly RowId[], as: 'done' | 'dead'): void {
    const now = this.#clock.now();
    for (const id of ids) this.#finish.run(as, now, id);
  }
}
