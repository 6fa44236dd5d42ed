import type { ChatMove } from '../../application/ports/chat/chat-store.js';
import type { BotMessageRef, MessageStore, SentMessage, Standing } from '../../application/ports/chat/message-store.js';
import type { ChatId, MessageId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Database, Row, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { isMessageSubject } from './decode/outbox-shapes.js';
import { isResumeToken, isRunContext } from './decode/run-shapes.js';
import { decodedOr, encodeBody } from './decode/stored-body.js';

/** Sent messages as a table, beside what is known of their runs. */
export class SqliteMessageStore implements MessageStore {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #note: Statement;
  readonly #noteFirst: Statement;
  readonly #find: Statement;
  readonly #first: Statement;
  readonly #move: Statement;
  readonly #forget: Statement;

  constructor(db: Database, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#note = db.prepare(
      `INSERT INTO sent_message (bot, chat, message, run, work, sent_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (bot, chat, message) DO UPDATE
         SET run = excluded.run, work = excluded.work, sent_at = excluded.sent_at`,
    );
    this.#noteFirst = db.prepare(
      `INSERT INTO first_message (bot, chat, message) VALUES (?, ?, ?)
       ON CONFLICT (bot, chat) DO UPDATE SET message = min(message, excluded.message)`,
    );
    this.#find = db.prepare(
      `SELECT sent.run, work, engine, context, resume FROM sent_message AS sent
       LEFT JOIN known_run AS known ON known.run = sent.run
       WHERE bot = ? AND chat = ? AND message = ? AND (sent.run IS NULL OR known.run IS NOT NULL)`,
    );
    this.#first = db.prepare('SELECT message FROM first_message WHERE bot = ? AND chat = ?');
    this.#move = db.prepare('UPDATE OR IGNORE sent_message SET chat = ?2 WHERE chat = ?1');
    this.#forget = db.prepare('DELETE FROM sent_message WHERE chat = ?');
  }

  note({ bot, chatId, messageId, subject }: SentMessage): Promise<void> {
    const run = subject?.kind === 'run' ? subject.run : null;
    const work = subject?.kind === 'work' ? encodeBody(subject) : null;
    return this.#queue.write(() => {
      this.#noteFirst.run(bot, chatId, messageId);
      if (subject !== null) this.#note.run(bot, chatId, messageId, run, work, this.#clock.now());
    });
  }

  find({ bot, chatId, messageId }: BotMessageRef): Promise<Standing | null> {
    return this.#queue.read(() => {
      const row = this.#find.get(bot, chatId, messageId);
      return row === undefined ? null : toStanding(row);
    });
  }

  firstIn(bot: number, chatId: ChatId): Promise<MessageId | null> {
    return this.#queue.read(() => {
      const row = this.#first.get(bot, chatId);
      return row === undefined ? null : Number(row['message']);
    });
  }

  moved({ from, to }: ChatMove): Promise<void> {
    return this.#queue.write(() => {
      this.#move.run(from, to);
      this.#forget.run(from);
    });
  }
}

function toStanding({ run, work, engine, context, resume }: Row): Standing | null {
  if (run === null) {
    const told = decodedOr(work, isMessageSubject, null);
    if (told?.kind !== 'work') return null;
    const { kind: _kind, ...standing } = told;
    return { run: null, ...standing };
  }
  return {
    run: String(run),
    engine: String(engine),
    context: decodedOr(context, isRunContext, null),
    resume: decodedOr(resume, isResumeToken, null),
  };
}
