import { openStore, type Store } from '../../src/adapters/store/open-store.js';
import type { Clock } from '../../src/domain/ports/clock.js';
import { temporaryDirectory } from './temporary-directory.js';

/** The store of a test that expects it to open. */
export async function openTestStore(directory: string, clock: Clock): Promise<Store> {
  const opened = await openStore(directory, { clock });
  if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.problem)}`);
  return opened.value;
}

/** Stores for one suite: each `fresh` one in a directory of its own; `clean` closes and removes them all. */
export class StoreShelf {
  readonly #clean = new AsyncDisposableStack();

  /** A new, empty store, and a way to close it and open the same file again. */
  async fresh(clock: Clock): Promise<{ store: Store; directory: string; reopened(): Promise<Store> }> {
    const directory = this.#clean.use(await temporaryDirectory()).path;
    const open = async () => {
      const store = await openTestStore(directory, clock);
      this.#clean.defer(() => store.close());
      return store;
    };
    const store = await open();
    const reopened = async () => {
      await store.close();
      return open();
    };
    return { store, directory, reopened };
  }

  clean(): Promise<void> {
    return this.#clean.disposeAsync();
  }
}
