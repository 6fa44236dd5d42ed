import type { HeldLock, InstanceLock, LockProblem } from '../../../src/application/ports/system/instance-lock.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** Locks in memory; everyone who is given the same object competes for them. */
export class FakeInstanceLock implements InstanceLock {
  readonly #held = new Map<string, string>();

  /** What a holder says about itself. */
  holder = 'pid 4711';

  take(name: string): Result<HeldLock, LockProblem> {
    const by = this.#held.get(name);
    if (by !== undefined) return fail({ kind: 'held', by });
    this.#held.set(name, this.holder);
    let released = false;
    const release = () => {
      if (!released) this.#held.delete(name);
      released = true;
    };
    return ok({ release });
  }
}
