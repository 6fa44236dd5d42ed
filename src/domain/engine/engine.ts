import type { EngineId, RunId } from '../ids.js';
import type { StopSignal } from '../ports/stop-signal.js';
import type { Result } from '../result.js';
import type { Scope } from '../run/agent-request.js';
import type { PersonWords } from '../run/person-line.js';
import type { ResumeToken } from '../run/resume-token.js';
import type { EngineProblem, RunEvent } from '../run/run-event.js';
import type { EngineManifest } from './engine-manifest.js';

/** Settings of one run, already resolved; `null` leaves the choice to the engine. */
export interface EngineOptions {
  readonly model: string | null;
  readonly effort: string | null;
  readonly permissionMode: string | null;
}

/** What an engine is asked to do. */
export interface EngineOrder {
  readonly run: RunId;
  readonly prompt: string;
  /** Files that came with it, by absolute paths; the prompt names them too, for engines that take none. */
  readonly attachments?: readonly { readonly path: string; readonly mime: string }[];
  /** Text for the system prompt; `null` for none. */
  readonly preamble: string | null;
  readonly resume: ResumeToken | null;
  /** Absolute and existing, or the run ends with `directory-missing`. */
  readonly directory: string;
  readonly options: EngineOptions;
  /** Where files are put that people are to get: absolute; absent where there is no such place. */
  readonly outbox?: string;
  /** Where persons answer what the agent asks; without it nobody can be asked, and the engine may not wait for anybody. */
  readonly person?: PersonWords;
  /** Rules by which people said always in the conversation: the process asks only about what goes beyond them. */
  readonly granted?: readonly Scope[];
}

/** Whether an engine can be started, and what it is. */
export type EngineAvailability =
  | { readonly kind: 'available'; readonly version: string | null; readonly program: string }
  | { readonly kind: 'missing'; readonly install: string }
  | { readonly kind: 'not-built' };

/** An agent CLI. */
export interface Engine {
  readonly id: EngineId;
  readonly manifest: EngineManifest;
  /** The command that goes on with a conversation, as a person would type it. */
  resumeLine(token: ResumeToken): string;
  /** The token in one line of text that is such a command (backticks and surrounding blanks allowed), else `null`. */
  parseResumeLine(line: string): string | null;
  /** Looks for the program each time it is asked. */
  availability(): Promise<EngineAvailability>;
  /**
   * Starts a run. The stream ends when the engine's process and all its descendants are gone; it never throws: every
   * failure is a `completed` with a problem. Stopping asks the agent to stop where it listens, ends the processes
   * (SIGTERM, grace, SIGKILL), then the stream.
   */
  begin(order: EngineOrder, stop: StopSignal): AsyncIterable<RunEvent>;
}

/** The engines of one generation. */
export interface EngineCatalog {
  /** Every engine id that a person may name, built or not, in menu order. */
  readonly ids: readonly EngineId[];
  /** The engine, or why there is none: `not-built` for a known name, `other` for an unknown one. */
  find(id: EngineId): Result<Engine, EngineProblem>;
  /** The engines that can be asked for resume lines and started. */
  readonly engines: readonly Engine[];
}
