import type { Backlog } from '../../application/ports/store/backlog.js';
import type { BacklogDepth } from '../../application/values/health-report.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';

/** The milestone that is written to find out whether anything can be. */
const PROBE = 'write-probe';

/** Counts the unfinished rows of the tables; both counts run over what is unfinished only. */
export class SqliteBacklog implements Backlog {
  readonly #queue: WriteQueue;
  readonly #inbox: Statement;
  readonly #outgoing: Statement;
  readonly #probe: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#inbox = db.prepare(`SELECT count(*) AS rows FROM inbox WHERE state IN ('accepted', 'begun')`);
    this.#probe = db.prepare(`INSERT OR REPLACE INTO milestone (name, body) VALUES (?, 'null')`);
    this.#outgoing = db.prepare('SELECT count(*) AS rows, min(parked_at) AS oldest FROM parcel WHERE fold IS NULL');
  }

  async depth(): Promise<BacklogDepth> {
    // What can be read says nothing about a disk that refused to be written to; that it does no more is found out here.
    if (this.#queue.refusing) await this.#queue.write(() => this.#probe.run(PROBE));
    return this.#queue.look(() => {
      const finals = this.#outgoing.get();
      const oldest = finals?.['oldest'] ?? null;
      return {
        unfinished: Number(this.#inbox.get()?.['rows'] ?? 0),
        undelivered: Number(finals?.['rows'] ?? 0),
        oldestUndeliveredAt: oldest === null ? null : Number(oldest),
      };
    });
  }
}
