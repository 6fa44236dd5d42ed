import type { Folded, FoldedPage, FoldedSpot, FoldOrder } from '../../../application/ports/chat/outbox.js';
import type { Clock, Instant } from '../../../domain/ports/clock.js';
import type { Database, Statement } from '../database/database.js';
import { isNotice } from '../decode/outbox-shapes.js';
import { encodeBody } from '../decode/stored-body.js';
import { parcelIn } from './parcel-rows.js';

/** So many of the latest parcels are kept to be shown at most, so that a flood for days can't fill the disk. */
const MOST_KEPT = 500_000;

/** Notices that one parcel stands for: they stay in the table to be shown. For use inside of transactions. */
export class FoldedParcels {
  readonly #clock: Clock;
  readonly #first: Statement;
  readonly #make: Statement;
  readonly #add: Statement;
  readonly #count: Statement;
  readonly #say: Statement;
  readonly #after: Statement;
  readonly #before: Statement;
  readonly #countBefore: Statement;
  readonly #oldestKept: Statement;
  readonly #forget: Statement;

  constructor(db: Database, clock: Clock) {
    this.#clock = clock;
    const inLane = 'lane = ?1 AND fold IS NULL AND deaths = 0 AND id > ?2';
    this.#first = db.prepare(`SELECT id FROM parcel WHERE ${inLane} ORDER BY id LIMIT 1`);
    this.#make = db.prepare(`INSERT INTO parcel (body, parked_at, lane) VALUES ('', ?, '') RETURNING id`);
    this.#add = db.prepare(
      `UPDATE parcel SET fold = ?4 WHERE id IN (SELECT id FROM parcel WHERE ${inLane} ORDER BY id LIMIT ?3)`,
    );
    this.#count = db.prepare('SELECT count(*) AS rows FROM parcel WHERE fold = ?');
    this.#say = db.prepare('UPDATE parcel SET body = ?, lane = ? WHERE id = ?');
    const columns = 'id, body, sent, parked_at, 0 AS deaths';
    this.#after = db.prepare(`SELECT ${columns} FROM parcel WHERE fold = ? AND id > ? ORDER BY id LIMIT ?`);
    this.#before = db.prepare(`SELECT ${columns} FROM parcel WHERE fold = ? AND id < ? ORDER BY id DESC LIMIT ?`);
    this.#countBefore = db.prepare('SELECT count(*) AS rows FROM parcel WHERE fold = ? AND id < ?');
    this.#oldestKept = db.prepare(
      `SELECT parked_at FROM parcel WHERE id > (SELECT max(id) FROM parcel) - ${MOST_KEPT} ORDER BY id LIMIT 1`,
    );
    // What nobody was told yet that it is there can't be forgotten.
    this.#forget = db.prepare(
      `DELETE FROM parcel WHERE id IN (
         SELECT id FROM parcel AS shown WHERE fold IS NOT NULL AND parked_at < ?
           AND NOT EXISTS (SELECT 1 FROM parcel WHERE parcel.id = shown.fold)
         ORDER BY parked_at LIMIT ?)`,
    );
  }

  /** As `Outbox.fold` promises. */
  fold({ lane, after, most, into, saying }: FoldOrder): Folded | null {
    if (into === null && this.#first.get(lane, after) === undefined) return null;
    const now = this.#clock.now();
    const id = into ?? Number(this.#make.get(now)?.['id']);
    const added = Number(this.#add.run(lane, after, most, id).changes);
    const count = this.#countOf(id);
    const { parcel, lane: own } = saying(id, count);
    this.#say.run(encodeBody(parcel), own, id);
    return { message: { id, parcel, sent: 0 }, count, added };
  }

  /** As `Outbox.folded` promises. */
  page({ fold, way, id, most }: FoldedSpot): FoldedPage {
    const rows = way === 'after' ? this.#after.all(fold, id, most) : this.#before.all(fold, id, most).toReversed();
    const first = rows[0] === undefined ? 0 : Number(rows[0]['id']);
    return {
      notices: rows.flatMap((row) => parcelIn(row, isNotice) ?? []),
      before: Number(this.#countBefore.get(fold, first)?.['rows'] ?? 0),
      total: this.#countOf(fold),
    };
  }

  /** Forgets some of what was told before the instant, or is more than can be kept; answers how many. */
  forget(before: Instant, most: number): number {
    const oldest = this.#oldestKept.get()?.['parked_at'] ?? null;
    return Number(this.#forget.run(Math.max(before, oldest === null ? before : Number(oldest)), most).changes);
  }

  #countOf(fold: number): number {
    return Number(this.#count.get(fold)?.['rows'] ?? 0);
  }
}
