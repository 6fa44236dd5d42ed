import type { ControlServer } from './control-server.js';

/** Keeps the door for `untether reload` and `untether status` open, also when its socket is deleted. */
export class ControlDoor {
  readonly #open: () => Promise<ControlServer>;
  readonly #failed: (cause: unknown) => void;
  #server: ControlServer | null = null;
  #wanted = true;
  #isFailing = false;
  #opening: Promise<void> = Promise.resolve();

  /** `failed` is told the first time that nothing can listen, of several in a row. */
  constructor(open: () => Promise<ControlServer>, failed: (cause: unknown) => void) {
    this.#open = open;
    this.#failed = failed;
  }

  /** Opens it if it is not there, or not to be found any more. Never rejects. */
  async ensure(): Promise<void> {
    this.#opening = this.#opening.then(() => this.#openAgain());
    await this.#opening;
  }

  /** Closes it for good. */
  async close(): Promise<void> {
    this.#wanted = false;
    await this.#opening;
    await this.#server?.close();
  }

  async #openAgain(): Promise<void> {
    if (!this.#wanted || this.#server?.isReachable === true) return;
    await this.#server?.close();
    this.#server = await this.#open().catch((cause: unknown) => {
      if (!this.#isFailing) this.#failed(cause);
      return null;
    });
    this.#isFailing = this.#server === null;
  }
}
