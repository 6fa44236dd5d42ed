import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FinalOrder } from '../../application/ports/chat-channel.js';
import type { Outgoing, ParkedFinal } from '../../application/ports/outgoing.js';
import type { RowId, RunId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import { FinishRows } from './finish-rows.js';
import { decode, encode } from './json.js';
import type { WriteQueue } from './write-queue.js';

/** Undelivered finals as a table. */
export class SqliteOutgoing implements Outgoing {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #finishRows: FinishRows;
  readonly #park: StatementSync;
  readonly #release: StatementSync;
  readonly #parked: StatementSync;

  constructor(db: DatabaseSync, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#finishRows = new FinishRows(db, clock);
    this.#park = db.prepare('INSERT INTO outgoing (run, body, parked_at) VALUES (?, ?, ?) RETURNING id');
    this.#release = db.prepare('DELETE FROM outgoing WHERE id = ?');
    this.#parked = db.prepare('SELECT id, run, body FROM outgoing ORDER BY id');
  }

  async park(run: RunId, order: FinalOrder, answers: readonly RowId[]): Promise<ParkedFinal> {
    const body = encode(order);
    const rows = [...answers];
    return this.#queue.write(() => {
      this.#finishRows.finish(rows, 'done');
      const id = Number(this.#park.get(run, body, this.#clock.now())?.['id']);
      return { id, run, order: decode<FinalOrder>(body) };
    });
  }

  async release(id: number): Promise<void> {
    await this.#queue.write(() => this.#release.run(id));
  }

  parked(): Promise<readonly ParkedFinal[]> {
    return this.#queue.read(() =>
      this.#parked.all().map(({ id, run, body }) => ({
        id: Number(id),
        run: String(run),
        order: decode<FinalOrder>(String(body)),
      })),
    );
  }
}
