import type { InboxRow } from '../../domain/ports/inbox.js';
import type { KeptFinalsStore } from '../ports/chat/kept-finals-store.js';
import { type QueuedMessage, stagedIn } from '../ports/chat/outbox.js';
import type { FileVault } from '../ports/system/file-vault.js';
import type { Journal } from '../ports/system/journal.js';

/** Forgets what earlier processes staged and nothing on disk names any more. */
export class ForgetStaged {
  readonly #vault: Pick<FileVault, 'discardAll'>;
  readonly #kept: Pick<KeptFinalsStore, 'staged'>;
  readonly #journal: Journal;

  constructor(vault: Pick<FileVault, 'discardAll'>, kept: Pick<KeptFinalsStore, 'staged'>, journal: Journal) {
    this.#vault = vault;
    this.#kept = kept;
    this.#journal = journal;
  }

  /** To be called before anything new is staged. Never rejects: what the disk refuses stays until the next start. */
  async allBut(rows: readonly InboxRow[], parcels: readonly QueuedMessage[]): Promise<void> {
    try {
      const delivered = rows.flatMap((row) => (row.source === 'webhook' ? (row.body.files ?? []) : []));
      const posted = delivered.map(({ staged }) => staged);
      const leaving = stagedIn(parcels.map(({ parcel }) => parcel));
      await this.#vault.discardAll([...posted, ...leaving, ...(await this.#kept.staged())]);
    } catch (cause) {
      this.#journal.record({ name: 'files.not-forgotten', level: 'warn', cause });
    }
  }
}
