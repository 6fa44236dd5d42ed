import type { Switchable, SwitchStore, TriggerSwitch } from '../../domain/trigger/switch-store.js';
import { isTriggerName } from '../../domain/trigger/trigger-name.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';

/** The switches of triggers as a table. */
export class SqliteSwitchStore implements SwitchStore {
  readonly #queue: WriteQueue;
  readonly #set: Statement;
  readonly #clear: Statement;
  readonly #all: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#set = db.prepare(
      `INSERT INTO switch (name, "to", since, until) VALUES (?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET "to" = excluded."to", since = excluded.since, until = excluded.until`,
    );
    this.#clear = db.prepare('DELETE FROM switch WHERE name = ?');
    this.#all = db.prepare('SELECT name, "to", since, until FROM switch ORDER BY name');
  }

  switches(): Promise<ReadonlyMap<Switchable, TriggerSwitch>> {
    return this.#queue.read(
      () =>
        new Map(
          this.#all.all().flatMap(({ name: named, to: mode, since, until }) => {
            const name = String(named);
            if (name !== 'all' && !isTriggerName(name)) return [];
            const to = mode === 'off' ? 'off' : 'paused';
            return [[name, { to, since: Number(since), until: until === null ? null : Number(until) }] as const];
          }),
        ),
    );
  }

  set(name: Switchable, to: TriggerSwitch | null): Promise<void> {
    return this.#queue.write(() => {
      if (to === null) this.#clear.run(name);
      else this.#set.run(name, to.to, to.since, to.until);
    });
  }
}
