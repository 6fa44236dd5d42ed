import type { AnsweredMessages, InboxSource } from '../../domain/accepted/work.js';
import type { InboundMessage } from '../../domain/chat/inbound.js';
import type { RowId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type {
  Acceptance,
  Inbox,
  InboxEntry,
  InboxRow,
  Receipt,
  RowRecord,
  UnreadableRow,
  WorkKey,
} from '../../domain/ports/inbox.js';
import type { Database, Row, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { decodeWork } from './decode/decode-work.js';
import { encodeBody } from './decode/stored-body.js';
import { AlsoKeys } from './rows/also-keys.js';
import { BeginRows } from './rows/begin-rows.js';
import { FinishRows } from './rows/finish-rows.js';
import { type KnownRow, knownRow } from './rows/known-row.js';

/** An entry with its body as it is stored. */
interface EncodedEntry extends Acceptance {
  readonly source: InboxSource;
  readonly body: string;
}

/** The Inbox as a table. */
export class SqliteInbox implements Inbox {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #beginRows: BeginRows;
  readonly #finishRows: FinishRows;
  readonly #find: Statement;
  readonly #remove: Statement;
  readonly #insert: Statement;
  readonly #acknowledge: Statement;
  readonly #amend: Statement;
  readonly #alsoKeys: AlsoKeys;
  readonly #unfinished: Statement;
  readonly #unfinishedOf: Statement;
  readonly #isAccepted: Statement;

  constructor(db: Database, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#beginRows = new BeginRows(db);
    this.#finishRows = new FinishRows(db, clock);
    this.#find = db.prepare('SELECT id, state, accepted_at FROM inbox WHERE source = ? AND key = ?');
    this.#remove = db.prepare('DELETE FROM inbox WHERE id = ?');
    this.#insert = db.prepare(
      `INSERT INTO inbox (source, key, state, body, due, accepted_at, remember_until)
       VALUES (?, ?, 'accepted', ?, ?, ?, ?) RETURNING id`,
    );
    this.#acknowledge = db.prepare(
      `INSERT INTO inbox (source, key, state, body, accepted_at, finished_at) VALUES (?1, ?2, 'done', 'null', ?3, ?3)`,
    );
    this.#alsoKeys = new AlsoKeys(db);
    this.#amend = db.prepare(`UPDATE inbox SET body = ? WHERE id = ? AND state = 'accepted'`);
    const columns = 'id, source, key, state, body, due, accepted_at, deaths';
    const unfinished = `SELECT ${columns} FROM inbox WHERE state IN ('accepted', 'begun')`;
    this.#unfinished = db.prepare(`${unfinished} ORDER BY id`);
    this.#unfinishedOf = db.prepare(`${unfinished} AND source = ? ORDER BY id`);
    this.#isAccepted = db.prepare(`SELECT 1 FROM inbox WHERE id = ? AND state = 'accepted'`);
  }

  async accept(entries: readonly InboxEntry[]): Promise<readonly Receipt[]> {
    const encoded = entries.map((entry): EncodedEntry => ({ ...entry, body: encodeBody(entry.body) }));
    return this.#queue.write(() => encoded.map((entry) => this.#acceptOne(entry)));
  }

  acknowledge(done: readonly WorkKey[]): Promise<void> {
    const mine = done.map(({ source, key }) => ({ source, key }));
    return this.#queue.write(() => {
      for (const { source, key } of mine) {
        if (this.#find.get(source, key) === undefined) this.#acknowledge.run(source, key, this.#clock.now());
      }
    });
  }

  async amend(id: RowId, body: InboundMessage | AnsweredMessages): Promise<void> {
    const text = encodeBody(body);
    await this.#queue.write(() => this.#amend.run(text, id));
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
    return this.#queue.read(() => this.#unfinished.all().flatMap((row) => readRow(row).readable ?? []));
  }

  unfinishedOf<Source extends InboxSource>(source: Source): Promise<readonly InboxRow<Source>[]> {
    const isOf = (row: InboxRow): row is InboxRow<Source> => row.source === source;
    return this.#queue.read(() =>
      this.#unfinishedOf
        .all(source)
        .flatMap((row) => readRow(row).readable ?? [])
        .filter(isOf),
    );
  }

  accepted(ids: readonly RowId[]): Promise<ReadonlySet<RowId>> {
    const mine = [...ids];
    return this.#queue.read(() => new Set(mine.filter((id) => this.#isAccepted.get(id) !== undefined)));
  }

  unreadable(): Promise<readonly UnreadableRow[]> {
    return this.#queue.read(() => this.#unfinished.all().flatMap((row) => readRow(row).unreadable ?? []));
  }

  #acceptOne({ source, key, due, body, rememberForMs, alsoKeys = [] }: EncodedEntry): Receipt {
    const now = this.#clock.now();
    const found = this.#find.get(source, key);
    const known = found === undefined ? undefined : knownRow(found);
    if (known !== undefined && !mayComeAgain(known, { source, rememberForMs, now })) {
      return { id: known.id, duplicate: true };
    }
    for (const also of alsoKeys) {
      const same = this.#alsoKeys.find(source, also.key);
      if (same !== null && !mayComeAgain(same, { source, rememberForMs: also.rememberForMs, now })) {
        return { id: same.id, duplicate: true, byAlsoKey: true };
      }
    }
    if (known !== undefined) this.#remove.run(known.id);
    const rememberUntil = rememberForMs === undefined ? null : now + rememberForMs;
    const made = this.#insert.get(source, key, body, due, now, rememberUntil);
    const id = Number(made?.['id']);
    for (const also of alsoKeys) this.#alsoKeys.set(source, also, id, now);
    return { id, duplicate: false };
  }
}

interface Repeat {
  readonly source: InboxSource;
  readonly rememberForMs: number | undefined;
  readonly now: Instant;
}

function mayComeAgain(known: KnownRow, { source, rememberForMs, now }: Repeat): boolean {
  if (known.state === 'dead' && source === 'webhook') return true;
  const isFinished = known.state === 'done' || known.state === 'dead';
  return isFinished && rememberForMs !== undefined && now - known.acceptedAt > rememberForMs;
}

/** What a row of the table says, as far as it can be read. */
function readRow(row: Row): { readonly readable?: InboxRow; readonly unreadable?: UnreadableRow } {
  const [source, text] = [String(row['source']), String(row['body'])];
  const work = decodeWork(source, text);
  const record = recordOf(row);
  return work.ok
    ? { readable: { ...record, ...work.value } }
    : { unreadable: { ...record, source, text, fault: work.problem } };
}

function recordOf(row: Row): RowRecord {
  const deaths = Number(row['deaths']);
  return {
    ...knownRow(row),
    key: String(row['key']),
    due: row['due'] === null ? null : Number(row['due']),
    ...(deaths === 0 ? {} : { deaths }),
  };
}
