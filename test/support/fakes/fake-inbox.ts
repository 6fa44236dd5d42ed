import { decodeWork } from '../../../src/adapters/store/decode/decode-work.js';
import { encodeBody } from '../../../src/adapters/store/decode/stored-body.js';
import type { InboxSource } from '../../../src/domain/accepted/work.js';
import type { RowId } from '../../../src/domain/ids.js';
import type { Clock, Instant } from '../../../src/domain/ports/clock.js';
import type {
  Acceptance,
  Inbox,
  InboxEntry,
  InboxRow,
  Receipt,
  RowRecord,
  UnreadableRow,
  WorkKey,
} from '../../../src/domain/ports/inbox.js';

/** A row with whatever is about it; what was only acknowledged is about nothing. */
type FakeRow = RowRecord & { readonly source: InboxSource; readonly body: unknown };

/** An Inbox in memory; a test may look at `rows` and make the disk fail. */
export class FakeInbox implements Inbox {
  readonly #clock: Clock;
  readonly #rows = new Map<RowId, FakeRow>();
  readonly #spoiled = new Map<RowId, string>();
  readonly #finishedAt = new Map<RowId, Instant>();
  readonly #rememberUntil = new Map<RowId, Instant>();
  readonly #alsoKeys = new Map<string, { readonly id: RowId; readonly at: Instant }>();
  #lastId = 0;

  /** While set, every call rejects with it and changes nothing. */
  broken: Error | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** All rows that were ever accepted and not replaced, oldest first, finished ones included. */
  get rows(): readonly InboxRow[] {
    return structuredClone([...this.#rows.values()]) as InboxRow[];
  }

  /** From now on, nobody can read what is on disk of the row. */
  spoil(id: RowId, text: string): void {
    this.#spoiled.set(id, text);
  }

  /** Forgets that a row was finished, as a power cut between two writes does. */
  undo(id: RowId): void {
    this.#move(id, ['done', 'dead'], 'accepted');
  }

  /** A process died while it acted on the row. */
  countDeath(id: RowId): void {
    const row = this.#rows.get(id);
    if (row?.state === 'accepted') this.#rows.set(id, { ...row, deaths: (row.deaths ?? 0) + 1 });
  }

  async accept(entries: readonly InboxEntry[]): Promise<readonly Receipt[]> {
    this.#checkDisk();
    for (const { source, body } of entries) {
      const work = decodeWork(source, encodeBody(body));
      if (!work.ok) throw new Error(`the store could not read this ${source} again: ${work.problem}`);
    }
    return entries.map((entry) => this.#acceptOne(entry));
  }

  async acknowledge(done: readonly WorkKey[]): Promise<void> {
    this.#checkDisk();
    for (const { source, key } of done.filter((one) => this.#find(one) === undefined)) {
      const { id } = this.#acceptOne({ source, key, body: null, due: null });
      this.#move(id, ['accepted'], 'done');
    }
  }

  /** Forgets what was finished before the instant, as far as its keys may be forgotten; how many rows that were. */
  forget(finishedBefore: Instant): number {
    this.#checkDisk();
    const old = [...this.#finishedAt].filter(([id, at]) => {
      const row = this.#rows.get(id);
      const isOnce = row?.source === 'cron' && row.key.includes(':once:');
      return at < finishedBefore && !isOnce && (this.#rememberUntil.get(id) ?? 0) < this.#clock.now();
    });
    for (const [id] of old) {
      this.#rows.delete(id);
      this.#finishedAt.delete(id);
    }
    return old.length;
  }

  async amend(id: RowId, body: unknown): Promise<void> {
    this.#checkDisk();
    const row = this.#rows.get(id);
    if (row?.state === 'accepted') this.#rows.set(id, { ...row, body: JSON.parse(JSON.stringify(body)) });
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
    return this.rows.filter((row) => isOpen(row) && !this.#spoiled.has(row.id));
  }

  async unfinishedOf<Source extends InboxSource>(source: Source): Promise<readonly InboxRow<Source>[]> {
    return (await this.unfinished()).filter((row): row is InboxRow<Source> => row.source === source);
  }

  async accepted(ids: readonly RowId[]): Promise<ReadonlySet<RowId>> {
    this.#checkDisk();
    return new Set(ids.filter((id) => this.#rows.get(id)?.state === 'accepted'));
  }

  async unreadable(): Promise<readonly UnreadableRow[]> {
    this.#checkDisk();
    return this.rows.filter(isOpen).flatMap(({ body: _body, ...row }) => {
      const text = this.#spoiled.get(row.id);
      return text === undefined ? [] : [{ ...row, text, fault: 'spoiled' }];
    });
  }

  #acceptOne(entry: Acceptance & Pick<FakeRow, 'source' | 'body'>): Receipt {
    const known = this.#find(entry);
    if (known !== undefined && !this.#mayComeAgain(known, entry)) return { id: known.id, duplicate: true };
    const alsoKeys = (entry.alsoKeys ?? []).map((also) => ({ ...also, name: `${entry.source} ${also.key}` }));
    for (const { name, rememberForMs } of alsoKeys) {
      const same = this.#alsoKeys.get(name);
      const row = same && (this.#rows.get(same.id) ?? { state: 'done' as const });
      if (same === undefined || row === undefined) continue;
      const seen = { state: row.state, source: entry.source, acceptedAt: same.at };
      if (!this.#mayComeAgain(seen, { rememberForMs })) return { id: same.id, duplicate: true, byAlsoKey: true };
    }
    if (known !== undefined) this.#rows.delete(known.id);
    const id = ++this.#lastId;
    const { source, key, due, rememberForMs } = entry;
    const body: unknown = JSON.parse(JSON.stringify(entry.body) ?? 'null');
    this.#rows.set(id, { id, source, key, due, body, state: 'accepted', acceptedAt: this.#clock.now() });
    for (const { name } of alsoKeys) this.#alsoKeys.set(name, { id, at: this.#clock.now() });
    if (rememberForMs !== undefined) this.#rememberUntil.set(id, this.#clock.now() + rememberForMs);
    return { id, duplicate: false };
  }

  #find({ source, key }: WorkKey): FakeRow | undefined {
    return [...this.#rows.values()].find((row) => row.source === source && row.key === key);
  }

  #mayComeAgain(
    known: Pick<FakeRow, 'source' | 'state' | 'acceptedAt'>,
    { rememberForMs }: Pick<Acceptance, 'rememberForMs'>,
  ): boolean {
    if (known.source === 'webhook' && known.state === 'dead') return true;
    const isFinished = known.state === 'done' || known.state === 'dead';
    return isFinished && rememberForMs !== undefined && this.#clock.now() - known.acceptedAt > rememberForMs;
  }

  #move(id: RowId, from: readonly InboxRow['state'][], state: InboxRow['state']): void {
    const row = this.#rows.get(id);
    if (row === undefined || !from.includes(row.state)) return;
    this.#rows.set(id, { ...row, state });
    if (state === 'done' || state === 'dead') this.#finishedAt.set(id, this.#clock.now());
  }

  #checkDisk(): void {
    if (this.broken !== null) throw this.broken;
  }
}

function isOpen({ state }: InboxRow): boolean {
  return state === 'accepted' || state === 'begun';
}
