import type { ConfigWatch } from '../../../src/application/ports/config-watch.js';

/** Edits that a test makes. */
export class FakeConfigWatch implements ConfigWatch {
  #onEdit: (() => void) | null = null;

  async start(onEdit: () => void): Promise<void> {
    this.#onEdit = onEdit;
  }

  async stop(): Promise<void> {
    this.#onEdit = null;
  }

  /** The file was saved, and is still. */
  edit(): void {
    this.#onEdit?.();
  }
}
