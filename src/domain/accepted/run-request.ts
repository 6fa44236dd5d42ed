import type { SavedFile } from '../chat/saved-file.js';
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
  /** The messages that asked for it, on which reactions show how far it has come; none unless given. */
  readonly askedIn?: readonly MessageId[];
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
  /** Files that came with it; the prompt names them. */
  readonly attachments?: readonly SavedFile[];
  /** The names of files that came with it and are not there; the prompt names them too. */
  readonly missingFiles?: readonly string[];
  /** What its progress message says about how it was understood; plain text. */
  readonly remark?: string;
  /** Files that the run leaves in its outbox are sent, although a trigger asked for it. */
  readonly outbox?: boolean;
  /** The loop that it is an iteration of. */
  readonly loop?: LoopOfRun;
}

/** What an iteration of a loop knows of it, so that the wake-ups it sets count with the earlier ones. */
export interface LoopOfRun {
  readonly progress: LoopProgress;
  /** What a person asked for when the loop began. */
  readonly firstPrompt: string;
}

/** The messages on which reactions show how far the run has come; none for what runs again later without being asked. */
export function messagesOf({ origin, askedIn = [] }: Pick<RunRequest, 'origin' | 'askedIn'>): readonly MessageId[] {
  return origin.kind === 'message' ? askedIn : [];
}

/** Everything of a request but where it came from. */
export type Interpretation = Omit<RunRequest, 'origin' | 'rows'>;
