import type { RunHeader } from '../../application/ports/chat/chat-channel.js';
import type { OpenRun, PlannedRun, RunStore, UnreadableRun } from '../../application/ports/store/run-store.js';
import type { MessageRef, RunId } from '../../domain/ids.js';
import { isText, listOf, objectOf } from '../../domain/json-shape.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { Database, Row, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { isMessageRef } from './decode/chat-shapes.js';
import { isRunHeader } from './decode/outbox-shapes.js';
import { isResumeToken, isRunRequest } from './decode/run-shapes.js';
import { decodeBody, decodedOr, encodeBody } from './decode/stored-body.js';
import { BeginRows } from './rows/begin-rows.js';
import { encode } from './rows/json.js';

/** The book of open runs as a table. */
export class SqliteRunStore implements RunStore {
  readonly #queue: WriteQueue;
  readonly #open: Statement;
  readonly #know: Statement;
  readonly #learn: Statement;
  readonly #lose: Statement;
  readonly #conversation: Statement;
  readonly #reword: Statement;
  readonly #shown: Statement;
  readonly #named: Statement;
  readonly #keepSaid: Statement;
  readonly #begin: Statement;
  readonly #rows: Statement;
  readonly #beginRows: BeginRows;
  readonly #list: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#open = db.prepare('INSERT OR IGNORE INTO open_run (run, request, face, opened_at) VALUES (?, ?, ?, ?)');
    this.#know = db.prepare('INSERT OR IGNORE INTO known_run (run, engine, context, opened_at) VALUES (?, ?, ?, ?)');
    this.#learn = db.prepare('UPDATE known_run SET resume = ? WHERE run = ?');
    this.#lose = db.prepare('UPDATE known_run SET resume = NULL WHERE run = ?');
    this.#conversation = db.prepare('SELECT resume FROM known_run WHERE run = ?');
    this.#reword = db.prepare(`UPDATE open_run SET request = json_set(request, '$.prompt', ?) WHERE run = ?`);
    this.#shown = db.prepare('UPDATE open_run SET message = ? WHERE run = ?');
    this.#named = db.prepare('UPDATE open_run SET resume = ?, face = ? WHERE run = ?');
    this.#keepSaid = db.prepare('UPDATE open_run SET said = ? WHERE run = ?');
    this.#begin = db.prepare('UPDATE open_run SET begun = 1 WHERE run = ?');
    this.#rows = db.prepare(`SELECT value AS id FROM open_run, json_each(open_run.request, '$.rows') WHERE run = ?`);
    this.#beginRows = new BeginRows(db);
    this.#list = db.prepare(
      'SELECT run, request, face, message, resume, said, begun, opened_at FROM open_run ORDER BY opened_at, id',
    );
  }

  async open({ run, request, face, openedAt }: PlannedRun): Promise<void> {
    const [asked, shown] = [encodeBody(request), encodeBody(face)];
    const context = request.context === null ? null : encode(request.context);
    await this.#queue.write(() => {
      this.#open.run(run, asked, shown, openedAt);
      this.#know.run(run, request.engine, context, openedAt);
    });
  }

  async reword(run: RunId, prompt: string): Promise<void> {
    await this.#queue.write(() => this.#reword.run(prompt, run));
  }

  async shown(run: RunId, message: MessageRef): Promise<void> {
    const body = encode(message);
    await this.#queue.write(() => this.#shown.run(body, run));
  }

  async named(run: RunId, resume: ResumeToken, face: RunHeader): Promise<void> {
    const [token, shown] = [encode(resume), encodeBody(face)];
    await this.#queue.write(() => {
      this.#named.run(token, shown, run);
      this.#learn.run(token, run);
    });
  }

  async keepSaid(run: RunId, texts: readonly string[]): Promise<void> {
    const body = encodeBody({ texts });
    await this.#queue.write(() => this.#keepSaid.run(body, run));
  }

  async lost(run: RunId): Promise<void> {
    await this.#queue.write(() => this.#lose.run(run));
  }

  conversationOf(run: RunId): Promise<ResumeToken | null> {
    return this.#queue.read(() => decodedOr(this.#conversation.get(run)?.['resume'], isResumeToken, null));
  }

  async begin(run: RunId): Promise<void> {
    await this.#queue.write(() => {
      this.#begin.run(run);
      this.#beginRows.begin(this.#rows.all(run).map((row) => Number(row['id'])));
    });
  }

  list(): Promise<readonly OpenRun[]> {
    return this.#queue.read(() => this.#list.all().flatMap((row) => readRun(row).readable ?? []));
  }

  unreadable(): Promise<readonly UnreadableRun[]> {
    return this.#queue.read(() => this.#list.all().flatMap((row) => readRun(row).unreadable ?? []));
  }
}

const isKeptSaid = objectOf<{ readonly texts: readonly string[] }>({ texts: listOf(isText) });
const NOTHING_SAID = { texts: [] };

/** What a row of the table says, as far as it can be read. */
function readRun(row: Row): { readonly readable?: OpenRun; readonly unreadable?: UnreadableRun } {
  const [run, openedAt] = [String(row['run']), Number(row['opened_at'])];
  const [asked, shown] = [String(row['request']), String(row['face'])];
  const [request, face] = [decodeBody(asked, isRunRequest), decodeBody(shown, isRunHeader)];
  if (!request.ok) return { unreadable: { run, openedAt, text: asked, fault: request.problem } };
  if (!face.ok) return { unreadable: { run, openedAt, text: shown, fault: face.problem } };
  const message = decodedOr(row['message'], isMessageRef, null);
  const resume = decodedOr(row['resume'], isResumeToken, null);
  const { texts: said } = decodedOr(row['said'], isKeptSaid, NOTHING_SAID);
  const begun = row['begun'] === 1;
  return { readable: { run, request: request.value, face: face.value, message, resume, said, begun, openedAt } };
}
