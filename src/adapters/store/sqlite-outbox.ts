import type {
  Outbox,
  OutboxMessage,
  QueuedMessage,
  Settlement,
  UnreadableMessage,
} from '../../application/ports/chat/outbox.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Database, Statement } from './database/database.js';
import { FinishRows } from './database/finish-rows.js';
import type { WriteQueue } from './database/write-queue.js';
import { isOutboxMessage } from './decode/outbox-shapes.js';
import { decodeBody, encodeBody } from './decode/stored-body.js';

/** Undelivered parcels as a table. */
export class SqliteOutbox implements Outbox {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #finishRows: FinishRows;
  readonly #park: Statement;
  readonly #closeRun: Statement;
  readonly #offer: Statement;
  readonly #advance: Statement;
  readonly #release: Statement;
  readonly #parked: Statement;

  constructor(db: Database, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#finishRows = new FinishRows(db, clock);
    this.#park = db.prepare('INSERT INTO parcel (body, parked_at) VALUES (?, ?) RETURNING id');
    this.#closeRun = db.prepare('DELETE FROM open_run WHERE run = ?');
    this.#offer = db.prepare('INSERT OR IGNORE INTO offer (key, body, made_at) VALUES (?, ?, ?)');
    this.#advance = db.prepare('UPDATE parcel SET sent = max(sent, ?) WHERE id = ?');
    this.#release = db.prepare('DELETE FROM parcel WHERE id = ?');
    this.#parked = db.prepare('SELECT id, body, sent, parked_at, deaths FROM parcel ORDER BY id');
  }

  async park<P extends OutboxMessage>(
    parcel: P,
    { answers, as, replaces = [], closes = [], offers = [] }: Settlement,
  ): Promise<QueuedMessage<P>> {
    const body = encodeBody(parcel);
    const rows = [...answers];
    const made = offers.map((offer) => ({ key: offer.key, body: encodeBody(offer) }));
    return this.#queue.write(() => {
      const now = this.#clock.now();
      this.#finishRows.finish(rows, as);
      for (const id of replaces) this.#release.run(id);
      for (const run of closes) this.#closeRun.run(run);
      for (const offer of made) this.#offer.run(offer.key, offer.body, now);
      if (parcel.kind !== 'notice') this.#closeRun.run(parcel.run);
      return { id: Number(this.#park.get(body, now)?.['id']), parcel, sent: 0 };
    });
  }

  async advance(id: number, sent: number): Promise<void> {
    await this.#queue.write(() => this.#advance.run(sent, id));
  }

  async release(id: number): Promise<void> {
    await this.#queue.write(() => this.#release.run(id));
  }

  parked(): Promise<readonly QueuedMessage[]> {
    return this.#queue.read(() =>
      this.#parked.all().flatMap(({ id, body, sent, deaths }) => {
        const parcel = decodeBody(String(body), isOutboxMessage);
        if (!parcel.ok) return [];
        const parked = { id: Number(id), parcel: parcel.value, sent: Number(sent) };
        return deaths === 0 ? parked : { ...parked, deaths: Number(deaths) };
      }),
    );
  }

  unreadable(): Promise<readonly UnreadableMessage[]> {
    return this.#queue.read(() =>
      this.#parked.all().flatMap(({ id, body, parked_at }) => {
        const text = String(body);
        const parcel = decodeBody(text, isOutboxMessage);
        return parcel.ok ? [] : { id: Number(id), parkedAt: Number(parked_at), text, fault: parcel.problem };
      }),
    );
  }
}
