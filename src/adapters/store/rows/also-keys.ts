import type { InboxSource } from '../../../domain/accepted/work.js';
import type { RowId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { Acceptance } from '../../../domain/ports/inbox.js';
import type { Database, Statement } from '../database/database.js';
import { type KnownRow, knownRow } from './known-row.js';

/** Further keys of Inbox rows: each is a row of its own that is done and whose body is the id of the row it stands for. */
export class AlsoKeys {
  readonly #find: Statement;
  readonly #set: Statement;

  constructor(db: Database) {
    this.#find = db.prepare(
      `SELECT CAST(also.body AS INTEGER) AS id, coalesce(main.state, 'done') AS state, also.accepted_at
       FROM inbox AS also LEFT JOIN inbox AS main ON main.id = CAST(also.body AS INTEGER)
       WHERE also.source = ? AND also.key = ?`,
    );
    this.#set = db.prepare(
      `INSERT INTO inbox (source, key, state, body, accepted_at, finished_at, remember_until)
       VALUES (?1, ?2, 'done', ?3, ?4, ?4, ?5)
       ON CONFLICT (source, key) DO UPDATE SET
         body = excluded.body, accepted_at = excluded.accepted_at, finished_at = excluded.finished_at,
         remember_until = excluded.remember_until`,
    );
  }

  /** The row that the key stands for (`done` if it is forgotten), and when it was accepted under that key. */
  find(source: InboxSource, key: string): KnownRow | null {
    const row = this.#find.get(source, key);
    return row === undefined ? null : knownRow(row);
  }

  /** Makes a key stand for a row. */
  set(source: InboxSource, { key, rememberForMs }: Required<Acceptance>['alsoKeys'][number], row: RowId, now: Instant) {
    this.#set.run(source, key, `${row}`, now, now + rememberForMs);
  }
}
