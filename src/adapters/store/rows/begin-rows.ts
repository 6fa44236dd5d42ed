import type { RowId } from '../../../domain/ids.js';
import type { Database, Statement } from '../database/database.js';

/** The one way in which Inbox rows are begun, for use inside a transaction. */
export class BeginRows {
  readonly #begin: Statement;

  constructor(db: Database) {
    this.#begin = db.prepare(`UPDATE inbox SET state = 'begun' WHERE id = ? AND state = 'accepted'`);
  }

  /** Marks the rows that are accepted. */
  begin(ids: readonly RowId[]): void {
    for (const id of ids) this.#begin.run(id);
  }
}
