import type { Running } from './adapter-kind.js';

/** The use of one instance for as long as something depends on it; the instance is not closed before its release. */
export interface Lease<Api> {
  readonly api: Api;
  release(): void;
}

/** One live instance of an adapter and who depends on it. */
export class Instance<Slice, Api> {
  readonly running: Running<Slice, Api>;
  #slice: Slice;
  #leases = 0;
  #whenUnused: () => void = () => undefined;

  constructor(slice: Slice, running: Running<Slice, Api>) {
    this.#slice = slice;
    this.running = running;
  }

  /** With what it runs. */
  get slice(): Slice {
    return this.#slice;
  }

  /** Same identity, other settings. */
  retune(slice: Slice): void {
    this.#slice = slice;
    this.running.retune(slice);
  }

  /** Whether anything depends on it. */
  get inUse(): boolean {
    return this.#leases > 0;
  }

  /** Keeps it open until the lease is released. */
  lease(): Lease<Api> {
    this.#leases += 1;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      this.#leases -= 1;
      if (this.#leases === 0) this.#whenUnused();
    };
    return { api: this.running.api, release };
  }

  /** Lets what depends on it finish, then what it has begun, then releases everything; `cancelRetire` takes that back. */
  async retire(): Promise<void> {
    await (this.inUse ? new Promise<void>((done) => (this.#whenUnused = done)) : Promise.resolve());
    await this.running.quiesce();
    await this.running.close();
  }

  /** It does not retire, if it has not begun to yet. */
  cancelRetire(): void {
    this.#whenUnused = () => undefined;
  }
}
