import type { Database, Statement } from './database.js';
import { asStoreFailure, StoreFailure, saysRefused } from './store-failure.js';

interface Piece {
  readonly writes: boolean;
  /** Does the work and answers how to tell its caller, which must wait until the group is on disk. */
  attempt(): () => void;
  reject(error: unknown): void;
}

/** How many turns of the event loop a group may grow for. */
const MOST_TURNS = 8;

/**
 * Group commit: whatever is asked in one turn of the event loop, or in turns that follow at once, shares one transaction,
 * and so one flush to disk. Work is done in the order in which it was asked, and every promise settles after the commit.
 * If a piece of a group fails, the whole group is undone and each piece is done again by itself, so that none takes
 * another with it.
 */
export class WriteQueue {
  readonly #db: Database;
  readonly #ensure: () => void;
  readonly #written: () => void;
  readonly #begin: Statement;
  readonly #commit: Statement;
  #waiting: Piece[] = [];
  #closed = false;
  #refusing = false;

  /** `ensure` throws if what is written now could not be found again; `written` is called after each commit. */
  constructor(db: Database, ensure: () => void = () => undefined, written: () => void = () => undefined) {
    this.#db = db;
    this.#ensure = ensure;
    this.#written = written;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
  }

  /** Resolves with what `work` gives once its changes survive a power cut. `work` may be called twice. */
  write<T>(work: () => T): Promise<T> {
    return this.#enqueue(true, work);
  }

  /** Whether the disk refused what was written last. */
  get refusing(): boolean {
    return this.#refusing;
  }

  /** Resolves with what `work` reads, all that was asked before included. */
  read<T>(work: () => T): Promise<T> {
    return this.#enqueue(false, work);
  }

  /** Resolves with what `work` reads of what is on disk by now: nothing that waits is waited for. */
  async look<T>(work: () => T): Promise<T> {
    if (this.#closed) throw closed();
    try {
      return work();
    } catch (error) {
      throw asStoreFailure(error);
    }
  }

  /** Carries out what is waiting, at once, and refuses whatever comes later. */
  close(): void {
    this.#flush();
    this.#closed = true;
  }

  #enqueue<T>(writes: boolean, work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(closed());
    if (this.#waiting.length === 0) setImmediate(() => this.#gather(0, MOST_TURNS));
    return new Promise<T>((resolve, reject) => {
      const attempt = () => {
        const value = work();
        return () => resolve(value);
      };
      this.#waiting.push({ writes, attempt, reject });
    });
  }

  /** While every turn of the event loop brings more, it is cheaper to wait for the next one than to ask the disk twice. */
  #gather(before: number, turns: number): void {
    const now = this.#waiting.length;
    if (now === before || turns === 0) this.#flush();
    else setImmediate(() => this.#gather(now, turns - 1));
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0) this.#settle(group);
  }

  #settle(group: readonly Piece[]): void {
    try {
      this.#ensure();
      const writes = group.some((piece) => piece.writes);
      if (writes) this.#begin.run();
      const tellings = group.map((piece) => piece.attempt());
      if (writes) {
        this.#commit.run();
        this.#written();
        this.#refusing = false;
      }
      for (const tell of tellings) tell();
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      if (saysRefused(error)) this.#refusing = true;
      if (group.length > 1) for (const piece of group) this.#settle([piece]);
      else for (const piece of group) piece.reject(asStoreFailure(error));
    }
  }
}

function closed(): StoreFailure {
  return new StoreFailure('closed', 'the store is closed');
}
