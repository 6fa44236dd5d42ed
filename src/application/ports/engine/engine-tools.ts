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

/** What some engines can do and others can't. */
interface EngineAbility {
  readonly engine: EngineId;
  /** The engine as people call it. */
  readonly name: string;
}

/** An engine whose program can be logged in by a code that a person types elsewhere. */
export interface EngineLogin extends EngineAbility {
  /** How long a code is valid. */
  readonly codeLastsMs: number;
  /** Resolves when the person has typed the code, or when it isn't valid any more. */
  logIn(invite: (invitation: LoginInvitation) => void, stop: StopSignal): Promise<Result<null, EngineProblem>>;
}

/** An engine that keeps its conversations, as threads, on a server of its own. */
export interface EngineThreads extends EngineAbility {
  /** Whether a text can be the id of one of its threads. */
  isId(text: string): boolean;
  /** The threads, the latest first; with a query those that it finds. */
  list(query: string | null): Promise<Result<readonly EngineThread[], EngineProblem>>;
  /** Puts a thread away. */
  archive(id: string): Promise<Result<null, EngineProblem>>;
}

/**
 * What the engines' programs do beside runs. Each call takes a bounded time, and none costs anything; one for a program
 * that is missing is a `not-installed` with the command that installs it.
 */
export interface EngineTools {
  /** The engines that can be logged in, in the order of a menu. */
  readonly logins: readonly EngineLogin[];
  /** The engines that keep threads, in the order of a menu. */
  readonly threads: readonly EngineThreads[];
  /** Whether the engine's program is logged in, as far as it can tell by itself. */
  account(engine: EngineId): Promise<EngineAccount>;
}
