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
  `
  CREATE TABLE parcel (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    parked_at REAL NOT NULL
  ) STRICT;
  INSERT INTO parcel (id, body, parked_at)
    SELECT id, json_object('kind', 'final', 'run', run, 'order', json(body)), parked_at FROM outgoing;
  DROP TABLE outgoing;

  CREATE TABLE open_run (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL UNIQUE,
    request TEXT NOT NULL,
    face TEXT NOT NULL,
    message TEXT,
    resume TEXT,
    begun INTEGER NOT NULL DEFAULT 0,
    opened_at REAL NOT NULL
  ) STRICT;
  INSERT INTO open_run (run, request, face, message, begun, opened_at)
    SELECT run,
      json_object('prompt', '', 'place', json_extract(body, '$.place'), 'replyTo', null, 'requestedBy', null,
        'origin', json_extract(body, '$.face.origin'), 'engine', json_extract(body, '$.face.engine'), 'model', null,
        'permissionMode', null, 'context', json_extract(body, '$.face.context'), 'session', json('{"kind":"fresh"}'),
        'keepUnder', null, 'rows', json_extract(body, '$.rows')),
      json_extract(body, '$.face'), json_extract(body, '$.message'),
      EXISTS (SELECT 1 FROM inbox, json_each(progress.body, '$.rows') WHERE inbox.id = value AND state = 'begun'),
      opened_at
    FROM progress;
  DROP TABLE progress;

  CREATE TABLE offer (
    key TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    made_at REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE inbox ADD COLUMN remember_until REAL;

  CREATE TABLE send_pause (
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    until REAL NOT NULL,
    duration REAL NOT NULL,
    PRIMARY KEY (bot, chat)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE moved_chat (
    chat INTEGER PRIMARY KEY,
    moved_to INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE unreachable_chat (
    chat INTEGER PRIMARY KEY,
    since REAL NOT NULL,
    reason TEXT NOT NULL,
    undelivered INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE ended_run (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL UNIQUE,
    engine TEXT NOT NULL,
    unasked INTEGER NOT NULL,
    started_at REAL NOT NULL,
    elapsed REAL NOT NULL,
    steps INTEGER NOT NULL,
    cost REAL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ended_run_started ON ended_run (started_at);

  CREATE TABLE milestone (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE switch ADD COLUMN until REAL;
  `,
  `
  CREATE TABLE known_run (
    run TEXT PRIMARY KEY,
    engine TEXT NOT NULL,
    context TEXT,
    resume TEXT,
    opened_at REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX known_run_opened ON known_run (opened_at);
  INSERT INTO known_run (run, engine, context, resume, opened_at)
    SELECT run, json_extract(request, '$.engine'), json_extract(request, '$.context'), resume, opened_at
    FROM open_run WHERE json_extract(request, '$.engine') IS NOT NULL;
  INSERT OR IGNORE INTO known_run (run, engine, context, opened_at)
    SELECT json_extract(body, '$.run'), json_extract(body, '$.order.view.face.engine'),
      json_extract(body, '$.order.view.face.context'), parked_at
    FROM parcel
    WHERE json_extract(body, '$.kind') = 'final' AND json_extract(body, '$.order.view.face.engine') IS NOT NULL;

  CREATE TABLE sent_message (
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    run TEXT,
    work TEXT,
    sent_at REAL NOT NULL,
    PRIMARY KEY (bot, chat, message)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sent_message_sent ON sent_message (sent_at);
  CREATE INDEX sent_message_run ON sent_message (run) WHERE run IS NOT NULL;

  CREATE TABLE first_message (
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (bot, chat)
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE inbox ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
  `,
  `
  ALTER TABLE parcel ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
  -- What is counted all the time must not read through the texts.
  CREATE INDEX parcel_parked ON parcel (parked_at);
  `,
  `
  -- The lane that a notice waits in, and the parcel that stands for it: what is folded waits no longer.
  ALTER TABLE parcel ADD COLUMN lane TEXT;
  ALTER TABLE parcel ADD COLUMN fold INTEGER;
  UPDATE parcel SET lane =
    CASE WHEN json_array_length(body, '$.order.buttons') > 0 OR json_extract(body, '$.order.alone') THEN 'own' ELSE 'kept' END ||
    ' ' || json_extract(body, '$.order.place.chatId') || ' ' || coalesce(json_extract(body, '$.order.place.threadId'), '-') ||
    ' ' || coalesce(json_extract(body, '$.order.source'), '')
  WHERE CASE WHEN json_valid(body) THEN json_extract(body, '$.kind') = 'notice'
    AND json_type(body, '$.order.place.chatId') = 'integer' END;
  CREATE INDEX parcel_lane ON parcel (lane, id) WHERE lane IS NOT NULL AND fold IS NULL;
  CREATE INDEX parcel_first ON parcel (id) WHERE lane IS NULL OR deaths > 0;
  CREATE INDEX parcel_folded ON parcel (fold, id) WHERE fold IS NOT NULL;
  CREATE INDEX parcel_fold_parked ON parcel (parked_at) WHERE fold IS NOT NULL;
  DROP INDEX parcel_parked;
  -- With the column of its condition, so that counting reads the index alone.
  CREATE INDEX parcel_parked ON parcel (parked_at, fold) WHERE fold IS NULL;
  `,
  `
  -- Parcels for chats that can't be reached.
  CREATE TABLE kept_final (
    id INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL,
    body TEXT NOT NULL,
    sent INTEGER NOT NULL,
    parked_at REAL NOT NULL,
    kept_at REAL NOT NULL
  ) STRICT;
  CREATE INDEX kept_final_chat ON kept_final (chat, id);
  `,
  `
  ALTER TABLE open_run ADD COLUMN said TEXT;
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
