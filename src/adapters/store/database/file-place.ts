import { statSync } from 'node:fs';

interface Identity {
  readonly dev: number;
  readonly ino: number;
}

/** Knows whether a path still leads to the file that it led to. */
export class FilePlace {
  readonly #path: string;
  readonly #identity: Identity | null;

  constructor(path: string) {
    this.#path = path;
    this.#identity = identityOf(path);
  }

  /** `in-place`: to the same file. `gone`: to none. `replaced`: to another one. */
  state(): 'in-place' | 'gone' | 'replaced' {
    const now = identityOf(this.#path);
    if (now === null) return 'gone';
    const before = this.#identity;
    return before !== null && before.dev === now.dev && before.ino === now.ino ? 'in-place' : 'replaced';
  }
}

function identityOf(path: string): Identity | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    // A directory on the way is no directory any more, or may not be entered.
    return null;
  }
}
