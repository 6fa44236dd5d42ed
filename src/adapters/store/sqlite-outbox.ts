import type {
  Folded,
  FoldedPage,
  FoldedSpot,
  FoldOrder,
  LaneHead,
  Outbox,
  OutboxMessage,
  QueuedMessage,
  Settlement,
  UnreadableMessage,
} from '../../application/ports/chat/outbox.js';
import type { RunId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Database, Row, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { isNotice, isOutboxMessage } from './decode/outbox-shapes.js';
import { encodeBody } from './decode/stored-body.js';
import { FinishRows } from './rows/finish-rows.js';
import { FoldedParcels } from './rows/folded-parcels.js';
import { parcelIn, unreadableIn } from './rows/parcel-rows.js';

/** Undelivered parcels as a table. */
export class SqliteOutbox implements Outbox {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #finishRows: FinishRows;
  readonly #foldedParcels: FoldedParcels;
  readonly #park: Statement;
  readonly #closeRun: Statement;
  readonly #offer: Statement;
  readonly #advance: Statement;
  readonly #release: Statement;
  readonly #handedOut: Statement;
  readonly #parked: Statement;
  readonly #nextLane: Statement;
  readonly #head: Statement;
  readonly #waiting: Statement;

  constructor(db: Database, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#finishRows = new FinishRows(db, clock);
    this.#foldedParcels = new FoldedParcels(db, clock);
    this.#park = db.prepare('INSERT INTO parcel (body, parked_at, lane) VALUES (?, ?, ?) RETURNING id');
    this.#closeRun = db.prepare('DELETE FROM open_run WHERE run = ?');
    this.#offer = db.prepare('INSERT OR IGNORE INTO offer (key, body, made_at) VALUES (?, ?, ?)');
    this.#advance = db.prepare('UPDATE parcel SET sent = max(sent, ?) WHERE id = ?');
    this.#release = db.prepare('DELETE FROM parcel WHERE id = ?');
    this.#handedOut = db.prepare(
      `DELETE FROM parcel WHERE (lane IS NULL OR deaths > 0)
         AND CASE WHEN json_valid(body)
               THEN json_extract(body, '$.kind') = 'outbox' AND json_extract(body, '$.run') = ? END`,
    );
    this.#parked = db.prepare(
      `SELECT id, body, sent, parked_at, deaths FROM parcel
       WHERE (lane IS NULL OR deaths > 0) AND fold IS NULL ORDER BY id`,
    );
    // One step in the index for each lane, however much waits in it.
    this.#nextLane = db.prepare(`SELECT lane FROM parcel WHERE fold IS NULL AND lane > ? ORDER BY lane LIMIT 1`);
    this.#head = db.prepare(
      `SELECT id, body, sent, parked_at, deaths FROM parcel
       WHERE lane = ? AND fold IS NULL AND deaths = 0 ORDER BY id LIMIT ?`,
    );
    this.#waiting = db.prepare(
      `SELECT count(*) AS rows FROM (SELECT 1 FROM parcel
         WHERE lane >= ?1 AND lane < ?1 || char(1114111) AND fold IS NULL LIMIT ?2)`,
    );
  }

  async park<P extends OutboxMessage>(
    parcel: P,
    { answers, as, begun = [], replaces = [], closes = [], along = [], handsOut, offers = [] }: Settlement,
    lane: string | null = null,
  ): Promise<QueuedMessage<P>> {
    const body = encodeBody(parcel);
    const [rows, done] = [[...answers], [...begun]];
    const others = along.map(encodeBody);
    const made = offers.map((offer) => ({ key: offer.key, body: encodeBody(offer) }));
    return this.#queue.write(() => {
      const now = this.#clock.now();
      this.#finishRows.finish(rows, as);
      this.#finishRows.finish(done, 'done');
      for (const id of replaces) this.#release.run(id);
      for (const run of closes) this.#closeRun.run(run);
      if (handsOut !== undefined) this.#handedOut.run(handsOut);
      for (const offer of made) this.#offer.run(offer.key, offer.body, now);
      if (parcel.kind === 'final' || parcel.kind === 'conclusion') this.#closeRun.run(parcel.run);
      const id = Number(this.#park.get(body, now, lane)?.['id']);
      for (const other of others) this.#park.run(other, now, null);
      return { id, parcel, sent: 0 };
    });
  }

  async advance(id: number, sent: number): Promise<void> {
    await this.#queue.write(() => this.#advance.run(sent, id));
  }

  async handedOut(run: RunId): Promise<void> {
    await this.#queue.write(() => this.#handedOut.run(run));
  }

  async release(id: number): Promise<void> {
    await this.#queue.write(() => this.#release.run(id));
  }

  parked(): Promise<readonly QueuedMessage[]> {
    return this.#queue.read(() => this.#parked.all().flatMap((row) => parcelIn(row, isOutboxMessage) ?? []));
  }

  unreadable(): Promise<readonly UnreadableMessage[]> {
    return this.#queue.read(() => this.#parked.all().flatMap((row) => unreadableIn(row, isOutboxMessage) ?? []));
  }

  lanes(): Promise<readonly string[]> {
    return this.#queue.read(() => {
      const lanes: string[] = [];
      for (let row = this.#nextLane.get(''); row !== undefined; row = this.#nextLane.get(lanes.at(-1) ?? '')) {
        lanes.push(String(row['lane']));
      }
      return lanes;
    });
  }

  head(lane: string, most: number): Promise<LaneHead> {
    return this.#queue.read(() => {
      const rows: readonly Row[] = this.#head.all(lane, most);
      return {
        readable: rows.flatMap((row) => parcelIn(row, isNotice) ?? []),
        unreadable: rows.flatMap((row) => unreadableIn(row, isNotice) ?? []),
        full: rows.length === most,
      };
    });
  }

  waiting(lanesBeginning: string, most: number): Promise<number> {
    return this.#queue.read(() => Number(this.#waiting.get(lanesBeginning, most)?.['rows'] ?? 0));
  }

  fold(order: FoldOrder): Promise<Folded | null> {
    return this.#queue.write(() => this.#foldedParcels.fold(order));
  }

  folded(spot: FoldedSpot): Promise<FoldedPage> {
    return this.#queue.read(() => this.#foldedParcels.page(spot));
  }
}
