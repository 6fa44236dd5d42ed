import type { SessionKey } from '../chat/session-key.js';
import type { EngineId, MessageId, Place, RowId, UserId } from '../ids.js';
import type { RunContext } from '../project/context.js';
import type { RunOrigin } from '../run/run-origin.js';
import type { SessionChoice } from '../run/run-plan.js';
import type { LoopProgress } from '../schedule/loop-policy.js';

/** What an intake asks for; everything that the request leaves open comes from the configuration in force. Plain JSON. */
export interface RunRequest {
  readonly prompt: string;
  readonly place: Place;
  readonly replyTo: MessageId | null;
  readonly requestedBy: UserId | null;
  readonly origin: RunOrigin;
  readonly engine: EngineId;
  readonly model: string | null;
  readonly permissionMode: string | null;
  /** Reasoning effort; absent or `null` leaves it to the engine. */
  readonly effort?: string | null;
  /** How much progress messages show; absent or `null` follows the configuration. */
  readonly verbosity?: 'compact' | 'verbose' | null;
  /** Model and permission mode stand as they are, also where they are `null`: they were settled when it was asked for. */
  readonly settled?: true;
  readonly context: RunContext | null;
  readonly session: SessionChoice;
  readonly keepUnder: SessionKey | null;
  /** Runs that name the same one follow each other. */
  readonly lane?: string;
  readonly rows: readonly RowId[];
  /** What its progress message says about how it was understood; plain text. */
  readonly remark?: string;
  /** The loop that it is an iteration of. */
  readonly loop?: LoopOfRun;
}

/** What an iteration of a loop knows of it, so that the wake-ups it sets count with the earlier ones. */
export interface LoopOfRun {
  readonly progress: LoopProgress;
  /** What a person asked for when the loop began. */
  readonly firstPrompt: string;
}

/** Everything of a request but where it came from. */
export type Interpretation = Omit<RunRequest, 'origin' | 'rows'>;
