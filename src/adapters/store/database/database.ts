import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

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

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
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
    const statement = new ExchangeableStatement(sql, this.#connection);
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
  #prepared: StatementSync;

  constructor(sql: string, connection: DatabaseSync) {
    this.#sql = sql;
    this.#prepared = connection.prepare(sql);
  }

  prepareOn(connection: DatabaseSync): void {
    this.#prepared = connection.prepare(this.#sql);
  }

  run(...values: SQLInputValue[]): { readonly changes: number | bigint } {
    return this.#prepared.run(...values);
  }

  get(...values: SQLInputValue[]): Row | undefined {
    return this.#prepared.get(...values);
  }

  all(...values: SQLInputValue[]): Row[] {
    return this.#prepared.all(...values);
  }
}
