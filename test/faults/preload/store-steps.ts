import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { DiskRecord } from './disk-record.js';
import type { DiskTrouble } from './plan.js';
import { AFTER_COMMIT, type Steps } from './steps.js';

/** What is done around the commits of the store. */
export interface StoreHooks {
  readonly steps: Steps;
  readonly record: DiskRecord | null;
  readonly trouble: () => DiskTrouble | null;
}

const STORE = /untether\.db$/;
/** Result codes of SQLite (https://sqlite.org/rescode.html) and what it says with them. */
const REFUSALS: Readonly<Record<DiskTrouble, { readonly errcode: number; readonly message: string }>> = {
  full: { errcode: 13, message: 'database or disk is full' },
  broken: { errcode: 10, message: 'disk I/O error' },
  'read-only': { errcode: 8, message: 'attempt to write a readonly database' },
};

/** Makes every commit of the store two steps, named after the tables that it changes, and lets the disk refuse it. */
export function watchStore({ steps, record, trouble }: StoreHooks): void {
  const prepare = DatabaseSync.prototype.prepare;
  const changes = new Set<string>();

  const refuse = () => {
    const now = trouble();
    if (now !== null) throw sqliteError(now);
  };
  const commit = (db: DatabaseSync, run: () => unknown): unknown => {
    const name = [...changes].sort().join(', ') || 'nothing';
    changes.clear();
    if (trouble() !== 'read-only') refuse();
    steps.reach(`before the commit of ${name}`);
    record?.before(db);
    const done = run();
    steps.reach(`${AFTER_COMMIT} of ${name}`);
    record?.after(db);
    return done;
  };

  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql, ...rest) {
    const statement = prepare.call(this, sql, ...rest);
    if (!STORE.test(this.location() ?? '')) return statement;
    if (sql === 'COMMIT') wrap(statement, 'run', (run) => commit(this, run));
    const change = changeOf(sql);
    if (change === null) return statement;
    for (const name of ['run', 'get'] as const) {
      wrap(statement, name, (run) => {
        if (trouble() === 'read-only') refuse();
        const done = run();
        changes.add(change);
        return done;
      });
    }
    return statement;
  };
}

/** `begin inbox`, `insert outgoing`…; `null` for a statement that changes nothing. */
function changeOf(sql: string): string | null {
  const [, verb, table] = /^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)/.exec(sql) ?? [];
  if (verb === undefined) return null;
  const state = /SET state = '(\w+)'/.exec(sql)?.[1];
  return `${state ?? verb.split(' ')[0]?.toLowerCase()} ${table}`;
}

function wrap(statement: StatementSync, name: 'run' | 'get', around: (run: () => unknown) => unknown): void {
  const original = statement[name].bind(statement) as (...args: unknown[]) => unknown;
  Object.defineProperty(statement, name, { value: (...args: unknown[]) => around(() => original(...args)) });
}

function sqliteError(trouble: DiskTrouble): Error {
  const { errcode, message } = REFUSALS[trouble];
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode, errstr: message });
}
