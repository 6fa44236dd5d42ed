import type { DatabaseSync } from 'node:sqlite';

/**
 * The steps from an empty file to today's tables; step n leads to `user_version` n + 1. Steps are only ever added.
 * Times are milliseconds since the epoch, bodies are JSON.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'begun', 'done', 'dead')),
    body TEXT NOT NULL,
    due REAL,
    accepted_at REAL NOT NULL,
    finished_at REAL,
    UNIQUE (source, key)
  ) STRICT;
  CREATE INDEX inbox_unfinished ON inbox (id) WHERE state IN ('accepted', 'begun');
  CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;

  CREATE TABLE session (
    key TEXT NOT NULL,
    engine TEXT NOT NULL,
    value TEXT NOT NULL,
    directory TEXT,
    PRIMARY KEY (key, engine)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE preference (
    place TEXT PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE progress (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL UNIQUE,
    opened_at REAL NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE outgoing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL,
    body TEXT NOT NULL,
    parked_at REAL NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE fired (
    trigger TEXT PRIMARY KEY,
    at REAL NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE switch (
    name TEXT PRIMARY KEY,
    "to" TEXT NOT NULL CHECK ("to" IN ('paused', 'off')),
    since REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** The version of the tables in the file; 0 for an empty one. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/** Brings the tables up to date, each step whole or not at all. */
export function migrate(db: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void {
  for (let version = schemaVersion(db); version < migrations.length; version++) {
    db.exec(`BEGIN IMMEDIATE; ${migrations[version]}; PRAGMA user_version = ${version + 1}; COMMIT`);
  }
}
