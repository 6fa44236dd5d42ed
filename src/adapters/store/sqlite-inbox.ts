import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RowId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox, InboxEntry, InboxRow, InboxSource, InboxState, Receipt } from '../../domain/ports/inbox.js';
import { BeginRows } from './begin-rows.js';
import { FinishRows } from './finish-rows.js';
import { decode, encode } from './json.js';
import type { WriteQueue } from './write-queue.js';

interface StoredRow {
  readonly id: number;
  readonly source: InboxSource;
  readonly key: string;
  readonly state: InboxState;
  readonly body: string;
  readonly due: number | null;
  readonly accepted_at: number;
}

/** The Inbox as a table. */
export class SqliteInbox implements Inbox {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #beginRows: BeginRows;
  readonly #finishRows: FinishRows;
  readonly #find: StatementSync;
  readonly #remove: StatementSync;
  readonly #insert: StatementSync;
  readonly #unfinished: StatementSync;

  constructor(db: DatabaseSync, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#beginRows = new BeginRows(db);
    this.#finishRows = new FinishRows(db, clock);
    this.#find = db.prepare('SELECT id, state FROM inbox WHERE source = ? AND key = ?');
    this.#remove = db.prepare('DELETE FROM inbox WHERE id = ?');
    this.#insert = db.prepare(
      `INSERT INTO inbox (source, key, state, body, due, accepted_at) VALUES (?, ?, 'accepted', ?, ?, ?) RETURNING id`,
    );
    this.#unfinished = db.prepare(
      `SELECT id, source, key, state, body, due, accepted_at FROM inbox
       WHERE state IN ('accepted', 'begun') ORDER BY id`,
    );
  }

  async accept(entries: readonly InboxEntry[]): Promise<readonly Receipt[]> {
    const encoded = entries.map(({ source, key, due, body }) => ({ source, key, due, body: encode(body) }));
    return this.#queue.write(() => encoded.map((entry) => this.#acceptOne(entry)));
  }

  begin(ids: readonly RowId[]): Promise<void> {
    const mine = [...ids];
    return this.#queue.write(() => this.#beginRows.begin(mine));
  }

  finish(ids: readonly RowId[], as: 'done' | 'dead'): Promise<void> {
    const mine = [...ids];
    return this.#queue.write(() => this.#finishRows.finish(mine, as));
  }

  unfinished(): Promise<readonly InboxRow[]> {
    return this.#queue.read(() => (this.#unfinished.all() as unknown as StoredRow[]).map(toRow));
  }

  #acceptOne({ source, key, due, body }: InboxEntry & { readonly body: string }): Receipt {
    const known = this.#find.get(source, key) as Pick<StoredRow, 'id' | 'state'> | undefined;
    const redelivered = source === 'webhook' && known?.state === 'dead';
    if (known !== undefined && !redelivered) return { id: known.id, duplicate: true };
    if (known !== undefined) this.#remove.run(known.id);
    const made = this.#insert.get(source, key, body, due, this.#clock.now());
    return { id: Number(made?.['id']), duplicate: false };
  }
}

function toRow({ accepted_at, body, ...same }: StoredRow): InboxRow {
  return { ...same, body: decode(body), acceptedAt: accepted_at };
}
