import type { FinishedWork } from '../../application/ports/store/finished-work.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { FoldedParcels } from './rows/folded-parcels.js';

/** How much one call forgets at most; the loop stands still for a few milliseconds meanwhile. */
export interface SliceSize {
  readonly rows: number;
  /** Pages of 4 KiB that are given back to the disk. */
  readonly pages: number;
}

/** How many of the latest rows are remembered whatever their age, so that a clock that jumped can't forget keys. */
const REMEMBERED_ROWS = 100_000;
const SLICE: SliceSize = { rows: 20, pages: 8 };

/** Where a walk over the finished rows has come to: they are looked at in the order in which they ended. */
interface Mark {
  readonly finishedAt: number;
  readonly id: number;
}

const START: Mark = { finishedAt: Number.NEGATIVE_INFINITY, id: 0 };

/** What finished work is forgotten with, and how much of it at a time; as it should be unless given. */
export interface FinishedWorkTools {
  readonly queue: WriteQueue;
  readonly clock: Clock;
  readonly rememberedRows?: number;
  readonly slice?: SliceSize;
}

/** Forgets Inbox rows, ended runs with what their messages stood for, offers and folded notices, slice by slice, and gives the space back to the disk. */
export class SqliteFinishedWork implements FinishedWork {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #rememberedRows: number;
  readonly #slice: SliceSize;
  readonly #latest: Statement;
  readonly #finished: Statement;
  readonly #forgetRow: Statement;
  readonly #forgetRuns: Statement;
  readonly #forgetOffers: Statement;
  readonly #forgetMessages: Statement;
  readonly #forgetKnown: Statement;
  readonly #folded: FoldedParcels;
  readonly #shrink: Statement;
  readonly #freePages: Statement;
  #mark = START;

  constructor(db: Database, { queue, clock, rememberedRows = REMEMBERED_ROWS, slice = SLICE }: FinishedWorkTools) {
    this.#queue = queue;
    this.#clock = clock;
    this.#rememberedRows = rememberedRows;
    this.#slice = slice;
    this.#latest = db.prepare('SELECT max(id) AS id FROM inbox');
    this.#finished = db.prepare(
      `SELECT finished_at, id FROM inbox
       WHERE (finished_at, id) > (?, ?) AND finished_at < ? ORDER BY finished_at, id LIMIT ?`,
    );
    this.#forgetRow = db.prepare(
      `DELETE FROM inbox
       WHERE id = ? AND (remember_until IS NULL OR remember_until < ?) AND NOT (source = 'cron' AND key GLOB '*:once:*')`,
    );
    this.#forgetRuns = db.prepare(
      'DELETE FROM ended_run WHERE id IN (SELECT id FROM ended_run WHERE started_at < ? ORDER BY started_at LIMIT ?)',
    );
    this.#forgetOffers = db.prepare('DELETE FROM offer WHERE key IN (SELECT key FROM offer WHERE made_at < ? LIMIT ?)');
    this.#forgetMessages = db.prepare(
      `DELETE FROM sent_message WHERE (bot, chat, message) IN
         (SELECT bot, chat, message FROM sent_message WHERE sent_at < ? ORDER BY sent_at LIMIT ?)`,
    );
    // What is told of a run may still be on its way long after it began.
    this.#forgetKnown = db.prepare(
      `DELETE FROM known_run WHERE run IN (
         SELECT run FROM known_run WHERE opened_at < ?1
           AND NOT EXISTS (SELECT 1 FROM open_run WHERE open_run.run = known_run.run)
           AND NOT EXISTS (SELECT 1 FROM sent_message WHERE sent_message.run = known_run.run)
         ORDER BY opened_at LIMIT ?2)`,
    );
    this.#folded = new FoldedParcels(db, clock);
    this.#shrink = db.prepare(`PRAGMA incremental_vacuum(${slice.pages})`);
    this.#freePages = db.prepare('PRAGMA freelist_count');
  }

  async forgetSome(endedBefore: Instant): Promise<boolean> {
    const { mark, more } = await this.#queue.write(() => this.#forgetSlice(this.#mark, endedBefore));
    this.#mark = mark;
    return more;
  }

  #forgetSlice(from: Mark, endedBefore: Instant): { readonly mark: Mark; readonly more: boolean } {
    const { rows } = this.#slice;
    const seen = this.#finished.all(from.finishedAt, from.id, endedBefore, rows);
    const lastForgettable = Number(this.#latest.get()?.['id'] ?? 0) - this.#rememberedRows;
    const now = this.#clock.now();
    const forgettable = seen.map((row) => Number(row['id'])).filter((id) => id <= lastForgettable);
    for (const id of forgettable) this.#forgetRow.run(id, now);
    const runs = Number(this.#forgetRuns.run(endedBefore, rows).changes);
    const offers = Number(this.#forgetOffers.run(endedBefore, rows).changes);
    const messages = Number(this.#forgetMessages.run(endedBefore, rows).changes);
    const known = Number(this.#forgetKnown.run(endedBefore, rows).changes);
    const folded = this.#folded.forget(endedBefore, rows);
    const shrinking = this.#giveBack();
    const last = seen.at(-1);
    const walkGoesOn = last !== undefined && seen.length === rows;
    const mark = walkGoesOn ? { finishedAt: Number(last['finished_at']), id: Number(last['id']) } : START;
    const full = [runs, offers, messages, known, folded].includes(rows);
    return { mark, more: walkGoesOn || full || shrinking };
  }

  /** Whether pages were given back and others are left. */
  #giveBack(): boolean {
    const before = Number(this.#freePages.get()?.['freelist_count']);
    if (before === 0) return false;
    this.#shrink.all();
    const after = Number(this.#freePages.get()?.['freelist_count']);
    return after > 0 && after < before;
  }
}
