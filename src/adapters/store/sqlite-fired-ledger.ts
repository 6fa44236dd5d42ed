import type { Instant } from '../../domain/ports/clock.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import { isTriggerName, type TriggerName } from '../../domain/trigger/trigger-name.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';

/** The ledger of fired triggers as a table. */
export class SqliteFiredLedger implements FiredLedger {
  readonly #queue: WriteQueue;
  readonly #note: Statement;
  readonly #all: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#note = db.prepare(
      'INSERT INTO fired (trigger, at) VALUES (?, ?) ON CONFLICT (trigger) DO UPDATE SET at = max(at, excluded.at)',
    );
    this.#all = db.prepare('SELECT trigger, at FROM fired ORDER BY trigger');
  }

  note(name: TriggerName, at: Instant): Promise<void> {
    return this.#queue.write(() => void this.#note.run(name, at));
  }

  lastFired(): Promise<ReadonlyMap<TriggerName, Instant>> {
    return this.#queue.read(
      () =>
        new Map(
          this.#all.all().flatMap(({ trigger, at }) => {
            const name = String(trigger);
            return isTriggerName(name) ? [[name, Number(at)] as const] : [];
          }),
        ),
    );
  }
}
