import type { FreedFinals, KeptFinalsStore, QueuedFinal } from '../../application/ports/chat/kept-finals-store.js';
import { stagedIn } from '../../application/ports/chat/outbox.js';
import type { StagedFile } from '../../domain/accepted/stored-delivery.js';
import type { ChatId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { isOutboxMessage } from './decode/outbox-shapes.js';
import { encodeBody } from './decode/stored-body.js';
import { parcelIn } from './rows/parcel-rows.js';

/** Finals whose chat can't be reached, as a table beside that of the outbox. */
export class SqliteKeptFinals implements KeptFinalsStore {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #keep: Statement;
  readonly #release: Statement;
  readonly #latest: Statement;
  readonly #putBack: Statement;
  readonly #drop: Statement;
  readonly #left: Statement;
  readonly #chats: Statement;
  readonly #forget: Statement;
  readonly #files: Statement;

  constructor(db: Database, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#keep = db.prepare(
      `INSERT OR IGNORE INTO kept_final (id, chat, body, sent, parked_at, kept_at)
       SELECT id, ?2, ?3, sent, parked_at, ?4 FROM parcel WHERE id = ?1`,
    );
    this.#release = db.prepare('DELETE FROM parcel WHERE id = ?');
    this.#latest = db.prepare('SELECT id FROM kept_final WHERE chat = ? ORDER BY id DESC LIMIT ?');
    this.#putBack = db.prepare(
      `INSERT OR IGNORE INTO parcel (id, body, sent, parked_at)
       SELECT id, body, sent, parked_at FROM kept_final WHERE id = ?
       RETURNING id, body, sent, parked_at, deaths`,
    );
    this.#drop = db.prepare('DELETE FROM kept_final WHERE id = ?');
    this.#left = db.prepare('SELECT count(*) AS rows FROM kept_final WHERE chat = ?');
    this.#chats = db.prepare('SELECT DISTINCT chat FROM kept_final ORDER BY chat');
    this.#files = db.prepare(
      `SELECT id, body, sent, parked_at, 0 AS deaths FROM kept_final
       WHERE CASE WHEN json_valid(body) THEN json_extract(body, '$.kind') = 'files' END`,
    );
    this.#forget = db.prepare('DELETE FROM kept_final WHERE kept_at < ?');
  }

  async keep({ id, parcel }: QueuedFinal, chatId: ChatId): Promise<void> {
    const body = encodeBody(parcel);
    await this.#queue.write(() => {
      this.#keep.run(id, chatId, body, this.#clock.now());
      this.#release.run(id);
    });
  }

  free(chatId: ChatId, most: number): Promise<FreedFinals> {
    return this.#queue.write(() => {
      const ids = this.#latest.all(chatId, most).map((row) => Number(row['id']));
      const finals = ids.toReversed().flatMap((id) => {
        const row = this.#putBack.get(id);
        this.#drop.run(id);
        return row === undefined ? [] : (parcelIn(row, isOutboxMessage) ?? []);
      });
      return { finals, left: Number(this.#left.get(chatId)?.['rows'] ?? 0) };
    });
  }

  chats(): Promise<readonly ChatId[]> {
    return this.#queue.read(() => this.#chats.all().map((row) => Number(row['chat'])));
  }

  staged(): Promise<readonly StagedFile[]> {
    return this.#queue.read(() =>
      stagedIn(this.#files.all().flatMap((row) => parcelIn(row, isOutboxMessage)?.parcel ?? [])),
    );
  }

  forget(before: Instant): Promise<number> {
    return this.#queue.write(() => Number(this.#forget.run(before).changes));
  }
}
