import type { RowId } from '../../../src/domain/ids.js';
import type { Clock } from '../../../src/domain/ports/clock.js';
import type { Inbox, InboxEntry, InboxRow, Receipt } from '../../../src/domain/ports/inbox.js';

/** An Inbox in memory; a test may look at `rows` and make the disk fail. */
export class FakeInbox implements Inbox {
  readonly #clock: Clock;
  readonly #rows = new Map<RowId, InboxRow>();
  #lastId = 0;

  /** While set, every call rejects with it and changes nothing. */
  broken: Error | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** All rows that were ever accepted and not replaced, oldest first, finished ones included. */
  get rows(): readonly InboxRow[] {
    return structuredClone([...this.#rows.values()]);
  }

  async accept(entries: readonly InboxEntry[]): Promise<readonly Receipt[]> {
    this.#checkDisk();
    return entries.map((entry) => this.#acceptOne(entry));
  }

  async begin(ids: readonly RowId[]): Promise<void> {
    this.#checkDisk();
    for (const id of ids) this.#move(id, ['accepted'], 'begun');
  }

  async finish(ids: readonly RowId[], as: 'done' | 'dead'): Promise<void> {
    this.#checkDisk();
    for (const id of ids) this.#move(id, ['accepted', 'begun'], as);
  }

  async unfinished(): Promise<readonly InboxRow[]> {
    this.#checkDisk();
    return this.rows.filter((row) => row.state === 'accepted' || row.state === 'begun');
  }

  #acceptOne(entry: InboxEntry): Receipt {
    const known = [...this.#rows.values()].find((row) => row.source === entry.source && row.key === entry.key);
    if (known !== undefined && !(known.source === 'webhook' && known.state === 'dead')) {
      return { id: known.id, duplicate: true };
    }
    if (known !== undefined) this.#rows.delete(known.id);
    const id = ++this.#lastId;
    const { source, key, due } = entry;
    const body: unknown = JSON.parse(JSON.stringify(entry.body) ?? 'null');
    this.#rows.set(id, { id, source, key, due, body, state: 'accepted', acceptedAt: this.#clock.now() });
    return { id, duplicate: false };
  }

  #move(id: RowId, from: readonly InboxRow['state'][], state: InboxRow['state']): void {
    const row = this.#rows.get(id);
    if (row !== undefined && from.includes(row.state)) this.#rows.set(id, { ...row, state });
  }

  #checkDisk(): void {
    if (this.broken !== null) throw this.broken;
  }
}
