import type { EngineId } from '../../../domain/ids.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';

/** Where a person logs in an engine's program, and what they type there. */
export interface LoginInvitation {
  /** An https address. */
  readonly url: string;
  readonly code: string;
}

/** A conversation that an engine keeps on its own server. */
export interface EngineThread {
  readonly id: string;
  /** Empty if it has none. */
  readonly title: string;
}

/** Whether an engine's program is logged in; `unknown` where only a request would tell. */
export type EngineAccount = 'logged-in' | 'logged-out' | 'unknown';

/**
 * What the engines' programs do beside runs. Each call takes a bounded time, and none costs anything; one for a program
 * that is missing is a `not-installed` with the command that installs it.
 */
export interface EngineTools {
  /** Logs Codex in by a code that is typed elsewhere; resolves when that is done, or has not been for a quarter of an hour. */
  logIn(invite: (invitation: LoginInvitation) => void, stop: StopSignal): Promise<Result<null, EngineProblem>>;
  /** Amp's threads, the latest first; with a query those that it finds. */
  threads(query: string | null): Promise<Result<readonly EngineThread[], EngineProblem>>;
  /** Puts one of Amp's threads away. */
  archive(thread: string): Promise<Result<null, EngineProblem>>;
  /** Whether the engine's program is logged in, as far as it can tell by itself. */
  account(engine: EngineId): Promise<EngineAccount>;
}
