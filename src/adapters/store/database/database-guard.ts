import { chmodSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { TakenAway } from '../../../application/values/store-news.js';
import { errorText } from '../../../domain/error-text.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { ExchangeableDatabase } from './database.js';
import { FilePlace } from './file-place.js';
import { restoredCopy } from './restored-copy.js';
import { COMPANIONS, DRAFT, freeName, stamp, syncDirectory, syncFile } from './set-aside.js';
import { StoreFailure } from './store-failure.js';

/** What guarding is built on. */
export interface GuardTools {
  readonly clock: Clock;
  /** Opens the file at the path with its usual settings. */
  readonly open: (path: string) => DatabaseSync;
  /** Makes sure that nobody else uses the directory, which was made anew; `false` if somebody does. */
  readonly claim: () => boolean;
  readonly tell: (news: TakenAway) => void;
}

/** How long a restoration that failed is not tried again, in milliseconds. */
const TRIED_AGAIN_AFTER_MS = 1_000;

/**
 * Watches over the files of the open database. What is written to a file that has no name any more is gone with the
 * process; so as soon as that is noticed everything is written back under the name, which is still known to the connection.
 * It replaces nothing that somebody else has put there.
 */
export class DatabaseGuard {
  readonly #path: string;
  readonly #db: ExchangeableDatabase;
  readonly #tools: GuardTools;
  /** Connections to files without a name; closing one would remove the log that is under its name now. */
  readonly #former: DatabaseSync[] = [];
  #main: FilePlace;
  #log: FilePlace;
  #lost: StoreFailure | null = null;
  #triedMs = Number.NEGATIVE_INFINITY;

  constructor(path: string, db: ExchangeableDatabase, tools: GuardTools) {
    this.#path = path;
    this.#db = db;
    this.#tools = tools;
    this.#main = new FilePlace(path);
    this.#log = new FilePlace(`${path}-wal`);
  }

  /** Sees to it that what is written now can be found again; throws a `StoreFailure` if it can't be. Never inside a transaction. */
  ensure(): void {
    const [main, log] = [this.#main.state(), this.#log.state()];
    if (main === 'in-place' && log === 'in-place') {
      this.#lost = null;
      return;
    }
    const nowMs = this.#tools.clock.monotonicMs();
    if (this.#lost !== null && nowMs - this.#triedMs < TRIED_AGAIN_AFTER_MS) throw this.#lost;
    this.#triedMs = nowMs;
    try {
      this.#restore(main, log);
    } catch (error) {
      throw this.#lose(errorText(error));
    }
    this.#lost = null;
    this.#tools.tell({ kind: 'restored', path: this.#path });
  }

  #restore(main: ReturnType<FilePlace['state']>, log: ReturnType<FilePlace['state']>): void {
    if (main === 'replaced' || log === 'replaced') throw new Error('another file is in its place');
    if (main === 'in-place') this.#renewLog();
    else this.#writeBack();
    this.#main = new FilePlace(this.#path);
    this.#log = new FilePlace(`${this.#path}-wal`);
  }

  /** What is in the log without a name goes into the file. */
  #renewLog(): void {
    const former = this.#db.connection;
    const result = former.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (result?.['busy'] !== 0) throw new Error('another program reads the database');
    const renewed = this.#tools.open(this.#path);
    this.#db.exchange(renewed);
    this.#former.push(former);
  }

  #writeBack(): void {
    const path = this.#path;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (!this.#tools.claim()) throw new Error('another program uses the directory');
    const whole = restoredCopy(path);
    renameSync(this.#copy(path + DRAFT), whole);
    // From here on the next start finds it, should this process be killed.
    syncDirectory(dirname(path));
    // Of the file that has gone; its content is in the copy.
    for (const suffix of COMPANIONS) rmSync(path + suffix, { force: true });
    linkSync(whole, path);
    rmSync(whole);
    syncDirectory(dirname(path));
    const former = this.#db.connection;
    this.#db.exchange(this.#tools.open(path));
    this.#former.push(former);
  }

  /** All that is in the database, as a file on disk. */
  #copy(target: string): string {
    rmSync(target, { force: true });
    this.#db.connection.prepare('VACUUM INTO ?').run(target);
    chmodSync(target, 0o600);
    syncFile(target);
    return target;
  }

  #lose(reason: string): StoreFailure {
    const isNews = this.#lost === null;
    this.#lost = new StoreFailure('not-in-place', `the files of the database were taken away: ${reason}`);
    if (isNews) this.#tools.tell({ kind: 'lost', path: this.#path, kept: this.#keep(), reason });
    return this.#lost;
  }

  /** A copy beside what has taken the place, so that nothing is gone with the process. */
  #keep(): string | null {
    try {
      const target = freeName(`${this.#path}.lost-${stamp(this.#tools.clock.now())}`);
      return existsSync(dirname(target)) ? this.#copy(target) : null;
    } catch {
      return null;
    }
  }
}
