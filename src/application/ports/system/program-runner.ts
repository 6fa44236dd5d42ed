import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';

/** A program of the person's own that is to be called. */
export interface ProgramOrder {
  /** A name that is looked for on the `PATH`, or a path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
  /** The most that is kept of what it prints; the rest is read and dropped. */
  readonly maxBytes: number;
}

/** What a program that has ended had to say. */
export interface ProgramResult {
  /** `null` if a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Why a program has said nothing; `late`: it was killed with its whole process group. */
export type ProgramProblem =
  | { readonly kind: 'missing' }
  | { readonly kind: 'cannot-start'; readonly message: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'stopped' };

/** Calls programs that are no agents, with as little of our environment as agents get. */
export interface ProgramRunner {
  /** Resolves when the program has ended, in time or by force; nothing of its process group is left then. */
  run(order: ProgramOrder, stop: StopSignal): Promise<Result<ProgramResult, ProgramProblem>>;
}
