import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { asStoreFailure, failureKind, StoreFailure } from './store-failure.js';

interface Piece {
  readonly writes: boolean;
  /** Does the work and answers how to tell its caller, which must wait until the group is on disk. */
  attempt(): () => void;
  reject(error: unknown): void;
}

/**
 * Group commit: whatever is asked in one turn of the event loop shares one transaction, and so one flush to disk. Work
 * is done in the order in which it was asked, and every promise settles after the commit. A piece that fails is undone
 * alone and fails alone. When the disk is full the whole transaction is lost; then each piece is tried again by itself,
 * so that a large one doesn't take the small ones with it.
 */
export class WriteQueue {
  readonly #db: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #save: StatementSync;
  readonly #release: StatementSync;
  #waiting: Piece[] = [];
  #closed = false;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#save = db.prepare('SAVEPOINT piece');
    this.#release = db.prepare('RELEASE piece');
  }

  /** Resolves with what `work` gives once its changes survive a power cut. `work` may be called twice. */
  write<T>(work: () => T): Promise<T> {
    return this.#enqueue(true, work);
  }

  /** Resolves with what `work` reads, all that was asked before included. */
  read<T>(work: () => T): Promise<T> {
    return this.#enqueue(false, work);
  }

  /** Carries out what is waiting, at once, and refuses whatever comes later. */
  close(): void {
    this.#flush();
    this.#closed = true;
  }

  #enqueue<T>(writes: boolean, work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreFailure('closed', 'the store is closed'));
    if (this.#waiting.length === 0) setImmediate(() => this.#flush());
    return new Promise<T>((resolve, reject) => {
      const attempt = () => {
        const value = work();
        return () => resolve(value);
      };
      this.#waiting.push({ writes, attempt, reject });
    });
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0) this.#settle(group);
  }

  #settle(group: readonly Piece[]): void {
    try {
      const tellings = group.some((piece) => piece.writes) ? this.#inOneTransaction(group) : group.map(alone);
      for (const tell of tellings) tell();
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      if (group.length > 1 && failureKind(error) === 'disk-full') for (const piece of group) this.#settle([piece]);
      else for (const piece of group) piece.reject(asStoreFailure(error));
    }
  }

  #inOneTransaction(group: readonly Piece[]): (() => void)[] {
    this.#begin.run();
    const tellings = group.map((piece) => this.#undoable(piece));
    this.#commit.run();
    return tellings;
  }

  #undoable(piece: Piece): () => void {
    this.#save.run();
    try {
      const tell = piece.attempt();
      this.#release.run();
      return tell;
    } catch (error) {
      if (!this.#db.isTransaction) throw error;
      this.#db.exec('ROLLBACK TO piece; RELEASE piece');
      return () => piece.reject(asStoreFailure(error));
    }
  }
}

function alone(piece: Piece): () => void {
  try {
    return piece.attempt();
  } catch (error) {
    return () => piece.reject(asStoreFailure(error));
  }
}
