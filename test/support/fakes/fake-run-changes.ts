import type { ChangeCount, ChangePatch, RunChanges } from '../../../src/application/ports/engine/run-changes.js';
import type { NameGlob } from '../../../src/application/ports/system/file-vault.js';
import type { RunId } from '../../../src/domain/ids.js';

/** What runs change, as a test says. */
export class FakeRunChanges implements RunChanges {
  /** What is there to be found once somebody compares. */
  found: ChangePatch | null = null;
  /** Set to let comparing never come to an end. */
  slow = false;
  /** What was noted at the beginnings of runs, and is not over. */
  readonly begun = new Set<RunId>();
  /** The names that were left out of the last run that began. */
  denied: readonly NameGlob[] = [];
  readonly #kept = new Map<RunId, ChangePatch>();

  async begin(run: RunId, _directory: string, denied: readonly NameGlob[]): Promise<void> {
    this.denied = denied;
    this.begun.add(run);
  }

  async compare(run: RunId): Promise<ChangeCount | null> {
    if (this.slow) await new Promise(() => undefined);
    if (this.found === null) return null;
    this.#kept.set(run, this.found);
    return this.found;
  }

  async end(run: RunId): Promise<void> {
    this.begun.delete(run);
  }

  async patchOf(run: RunId): Promise<ChangePatch | null> {
    return this.#kept.get(run) ?? null;
  }

  async forget(): Promise<void> {
    this.#kept.clear();
  }
}
