import type { Result } from '../../../domain/result.js';

/** A lock that is held; freed by the kernel if the process dies. */
export interface HeldLock {
  release(): void;
}

/**
 * Why there is no lock. `held`: by another program, with whatever it wrote about itself. `not-ours`: somebody else has a say
 * over it; sentences for people.
 */
export type LockProblem =
  | { readonly kind: 'held'; readonly by: string }
  | { readonly kind: 'not-ours'; readonly message: string; readonly hint: string };

/** Keeps two programs from owning the same thing. */
export interface InstanceLock {
  /** Takes the lock, or says why it can't be had. */
  take(name: string): Result<HeldLock, LockProblem>;
}
