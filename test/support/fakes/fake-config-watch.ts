import type { ConfigWatch } from '../../../src/application/ports/config/config-watch.js';

/** Edits that a test makes. */
export class FakeConfigWatch implements ConfigWatch {
  #onEdit: (() => void) | null = null;

  /** What `still` answers. */
  isStill = true;
  /** Somebody is at work on the file right before it is watched. */
  beforeStart: () => void = () => undefined;

  async start(onEdit: () => void): Promise<void> {
    this.beforeStart();
    this.#onEdit = onEdit;
    onEdit();
  }

  async still(): Promise<boolean> {
    return this.isStill;
  }

  async stop(): Promise<void> {
    this.#onEdit = null;
  }

  /** The file was saved, and is still. */
  edit(): void {
    this.#onEdit?.();
  }
}
