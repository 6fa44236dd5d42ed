import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { saysCorrupt } from './store-failure.js';

/** A row that was read, by its columns. */
export type Row = Record<string, SQLOutputValue>;

/** A prepared statement, as far as the stores use one. */
export interface Statement {
  run(...values: SQLInputValue[]): { readonly changes: number | bigint };
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
}

/** A database, as far as the stores use one; a `DatabaseSync` is one. */
export interface Database {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
}

/** A database whose connection can be exchanged for another one, under those who prepared statements. */
export class ExchangeableDatabase implements Database {
  readonly #statements: ExchangeableStatement[] = [];
  #connection: DatabaseSync;
  #isDamaged = false;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /** Whether SQLite came upon something in the file that can't be right. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  get connection(): DatabaseSync {
    return this.#connection;
  }

  get isTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  prepare(sql: string): Statement {
    const statement = new ExchangeableStatement(sql, this.#connection, (error) => {
      this.#isDamaged ||= saysCorrupt(error);
    });
    this.#statements.push(statement);
    return statement;
  }

  /** Works on the other connection from now on; only to be called outside of transactions. */
  exchange(connection: DatabaseSync): void {
    for (const statement of this.#statements) statement.prepareOn(connection);
    this.#connection = connection;
  }
}

class ExchangeableStatement implements Statement {
  readonly #sql: string;
  readonly #onError: (error: unknown) => void;
  #prepared: StatementSync;

  constructor(sql: string, connection: DatabaseSync, onError: (error: unknown) => void) {
    this.#sql = sql;
    this.#onError = onError;
    this.#prepared = connection.prepare(sql);
  }

  prepareOn(connection: DatabaseSync): void {
    this.#prepared = connection.prepare(this.#sql);
  }

  run(...values: SQLInputValue[]): { readonly changes: number | bigint } {
    return this.#noted(() => this.#prepared.run(...values));
  }

  get(...values: SQLInputValue[]): Row | undefined {
    return this.#noted(() => this.#prepared.get(...values));
  }

  all(...values: SQLInputValue[]): Row[] {
    return this.#noted(() => this.#prepared.all(...values));
  }

  #noted<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#onError(error);
      throw error;
    }
  }
}
