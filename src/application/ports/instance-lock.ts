import type { Result } from '../../domain/result.js';

/** A lock that is held; freed by the kernel if the process dies. */
export interface HeldLock {
  release(): void;
}

/** Keeps two programs from owning the same thing. */
export interface InstanceLock {
  /** Takes the lock, or answers `held` with whatever the holder wrote about itself. */
  take(name: string): Result<HeldLock, { readonly kind: 'held'; readonly by: string }>;
}
