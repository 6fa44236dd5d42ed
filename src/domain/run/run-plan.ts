import type { BudgetLimits } from '../budget/budget-policy.js';
import type { SavedFile } from '../chat/saved-file.js';
import type { SessionKey } from '../chat/session-key.js';
import type { EngineId, MessageId, Place, RowId, RunId, UserId } from '../ids.js';
import type { RunContext } from '../project/context.js';
import type { HandOut } from './hand-out.js';
import type { ResumeToken } from './resume-token.js';
import type { RetryLimits } from './retry-policy.js';
import type { RunOrigin } from './run-origin.js';
import type { StallLimits } from './stall-policy.js';

/** Which conversation a run goes on with. */
export type SessionChoice =
  | { readonly kind: 'fresh' }
  /** A conversation that the person named. */
  | { readonly kind: 'resume'; readonly token: ResumeToken }
  /** Whatever is kept under the key when the run begins. */
  | { readonly kind: 'latest'; readonly key: SessionKey }
  /** The conversation of another run, which is over when this one begins. */
  | { readonly kind: 'after'; readonly run: RunId };

/** How a run's messages look; taken from the configuration that the run began with. */
export interface RunDisplay {
  readonly showResumeLine: boolean;
  readonly showCost: boolean;
  readonly verbose: boolean;
  readonly maxActions: number;
  readonly minRenderIntervalMs: number;
  readonly heartbeatIntervalMs: number;
  readonly trimLongAnswers: boolean;
  /** Whether a very long answer that is not cut is a file instead of many messages. */
  readonly longAnswers: 'split' | 'document';
}

/** How persons are asked and heard while a run goes on; taken from the configuration that the run began with. */
export interface RunInteraction {
  /** How long the agent waits for an answer; `null` for ever. */
  readonly deadlineMs: number | null;
  /** When an unanswered request is brought to mind; `null` never. */
  readonly reminderMs: number | null;
  /** Whether what is written to its conversation meanwhile is handed to the run, rather than waiting for its end. */
  readonly handOver: boolean;
}

/** Everything a run needs, frozen when it was asked for: nothing reads the configuration after this. */
export interface RunPlan {
  readonly id: RunId;
  /** Number of the configuration it was planned with. */
  readonly generation: number;
  readonly engine: EngineId;
  readonly model: string | null;
  readonly effort: string | null;
  readonly permissionMode: string | null;
  readonly prompt: string;
  /** Files that came with it; the prompt names them. */
  readonly attachments?: readonly SavedFile[];
  readonly preamble: string | null;
  readonly context: RunContext | null;
  /** Absolute. */
  readonly directory: string;
  readonly session: SessionChoice;
  /** Where the run's conversation is kept for the next message; `null` keeps it nowhere. */
  readonly keepUnder: SessionKey | null;
  /** Runs that share a lane follow each other; none: runs beside all others. */
  readonly lanes: readonly string[];
  readonly place: Place;
  readonly replyTo: MessageId | null;
  /** The messages that asked for it, on which reactions show how far it has come. */
  readonly askedIn?: readonly MessageId[];
  readonly origin: RunOrigin;
  /** What is said about how it was understood; plain text. */
  readonly remark?: string;
  /** The Inbox rows that it answers. */
  readonly rows: readonly RowId[];
  readonly requestedBy: UserId | null;
  readonly display: RunDisplay;
  /** `null`: nobody can be asked anything. */
  readonly interaction: RunInteraction | null;
  /** `timezone`: whose days a day's limit is for; `null` for the machine's. */
  readonly budget: BudgetLimits & { readonly timezone: string | null };
  readonly stall: StallLimits;
  readonly retry: RetryLimits;
  /** Whether a conversation whose process had to be killed is not gone on with. */
  readonly quarantine: boolean;
  /** What becomes of files that it leaves for people; `null`: it has nowhere to leave any. */
  readonly handOut: HandOut | null;
  /** Names of files that nobody in a chat is shown, beside those that nobody ever is; globs. */
  readonly unshown: readonly string[];
}

/** The lane that a run holds under its own name, for others that must come after it. */
export function runLane(run: RunId): string {
  return `run:${run}`;
}
