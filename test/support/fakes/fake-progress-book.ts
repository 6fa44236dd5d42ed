import type { OpenProgress, ProgressBook } from '../../../src/application/ports/progress-book.js';
import type { RunId } from '../../../src/domain/ids.js';

/** A progress book in memory. */
export class FakeProgressBook implements ProgressBook {
  readonly #open = new Map<RunId, OpenProgress>();

  async note(progress: OpenProgress): Promise<void> {
    this.#open.set(progress.run, structuredClone(progress));
  }

  async close(run: RunId): Promise<void> {
    this.#open.delete(run);
  }

  async open(): Promise<readonly OpenProgress[]> {
    return structuredClone([...this.#open.values()].sort((a, b) => a.openedAt - b.openedAt));
  }
}
