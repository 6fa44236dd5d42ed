import type { LocalText } from '../schedule/local-text.js';
import type { WakeUpTime } from '../schedule/loop-policy.js';
import type { AgentRequest } from './agent-request.js';
import type { ResumeToken } from './resume-token.js';

/** What an engine did, in the order of how often it happens. */
export type ActionKind =
  | 'command'
  | 'tool'
  | 'mcp_tool'
  | 'file_change'
  | 'web_search'
  | 'subagent'
  | 'note'
  | 'warning';

/** One thing an engine does, shown as one line that is updated in place. */
export interface Action {
  /** Unique in the run. */
  readonly id: string;
  readonly kind: ActionKind;
  /** One line, or several for notes; paths relative to the run's directory; plain text. */
  readonly title: string;
  /** A second line for verbose progress; plain text. */
  readonly detail: string | null;
  /** The exit code of a command that ended. */
  readonly exitCode: number | null;
  /** For a `file_change`: how many lines come and go, where the engine tells. */
  readonly lines?: LineCount;
  /** The id of the `subagent` action in which it happens; absent for what the agent itself does. */
  readonly parent?: string;
  /** Why it failed: the line of its output that tells most; plain text. */
  readonly reason?: string;
}

/** How many lines of files come and go. */
export interface LineCount {
  readonly added: number;
  readonly removed: number;
}

/** One entry of the list of what the agent means to do. */
export interface Todo {
  /** One line; plain text. */
  readonly text: string;
  readonly state: 'open' | 'active' | 'done';
}

/** What the engine said about itself; later reports are merged over earlier ones. */
export interface RunMeta {
  readonly model?: string;
  readonly permissionMode?: string;
  readonly effort?: string;
  readonly version?: string;
}

/** What a run used. Money in US dollars, time in milliseconds. */
export interface RunUsage {
  readonly costUsd: number | null;
  readonly turns: number | null;
  readonly durationMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Of `inputTokens`, those that the provider had read before; absent where nobody says. */
  readonly cachedTokens?: number | null;
  /** How full the conversation is, of 1; absent where nobody says. */
  readonly contextShare?: number | null;
}

/** What of an account is used up: what a span of time allows, or what was paid for. */
export type UsageLimit = 'session' | 'daily' | 'weekly' | 'monthly' | 'credits';

/** Why an engine failed; `message` is its own wording. Plain JSON. */
export interface EngineProblem {
  readonly kind:
    | 'not-built'
    | 'not-installed'
    | 'cannot-start'
    | 'directory-missing'
    | 'authentication'
    | 'quota'
    | 'rate-limit'
    | 'overloaded'
    | 'model'
    | 'context-full'
    | 'session-unknown'
    | 'bad-usage'
    /** The provider or its model would not do it. */
    | 'refused'
    /** A tool needed a permission that nobody could give. */
    | 'not-allowed'
    /** The engine ended the run by a limit of its own, such as one against loops. */
    | 'engine-limit'
    | 'ended-early'
    | 'no-output'
    | 'killed'
    | 'interrupted'
    | 'over-budget'
    | 'stalled'
    | 'stream-idle'
    | 'other';
  readonly message: string;
  /** What can be done about it, where only this engine writes such a message; Markdown. */
  readonly hint?: string;
  /** For `quota`: what is used up, where that is known. */
  readonly limit?: UsageLimit;
  /** When the provider takes requests again, in milliseconds since the epoch, where it says so. */
  readonly resetsAt?: number;
  /** The same as the clocks of the person show it. */
  readonly resets?: LocalText;
  /** For `authentication`: what logs the engine in, a command of the chat or of a shell. */
  readonly login?: string;
  /** How to install the engine, for `not-installed`. */
  readonly install?: string;
  readonly exitCode?: number;
  readonly signal?: string;
}

/** The engine's conversation is known. The first one names the token; later ones only add to `meta`. */
export interface RunStarted {
  readonly kind: 'started';
  readonly resume: ResumeToken;
  readonly meta: RunMeta;
}

/** An action began, changed or ended; a lone `completed` is legal. `ok` is set when it ended. */
export interface RunAction {
  readonly kind: 'action';
  readonly phase: 'started' | 'updated' | 'completed';
  readonly action: Action;
  readonly ok: boolean | null;
}

/** The agent said something to the person; more may follow. Never a thought, never a subagent's words. */
export interface RunSaid {
  readonly kind: 'said';
  /** Markdown. */
  readonly text: string;
}

/** The agent's list of what it means to do, as it is now. */
export interface RunTodos {
  readonly kind: 'todos';
  readonly todos: readonly Todo[];
}

/** An answer. Usually one a run; an engine with background work may give further ones later. */
export interface RunCompleted {
  readonly kind: 'completed';
  readonly ok: boolean;
  /** As the engine gives it, which may be less than all that was `said` for it; Markdown, may be empty. */
  readonly answer: string;
  /** Set when `ok` is false. */
  readonly problem: EngineProblem | null;
  readonly usage: RunUsage | null;
}

/** The agent waits for a person; comes only in runs with somebody to ask. */
export interface RunAsked {
  readonly kind: 'asked';
  readonly request: AgentRequest;
}

/** The agent does not wait for the answer to a request any more, although there was none. */
export interface RunWithdrawn {
  readonly kind: 'withdrawn';
  /** The request's. */
  readonly id: string;
}

/** The engine set itself a wake-up: it wants to be asked again, in the same conversation, with that prompt. */
export interface RunWakeUpSet {
  readonly kind: 'wake-up-set';
  /** Names it among all of the run. */
  readonly id: string;
  /** The engine's own name for it; `null` if it gave none. */
  readonly job: string | null;
  readonly time: WakeUpTime;
  readonly prompt: string;
}

/** The engine took a wake-up back. */
export interface RunWakeUpDropped {
  readonly kind: 'wake-up-dropped';
  readonly job: string;
}

/** What the run has used so far, from engines that say so while they work. */
export interface RunSpent {
  readonly kind: 'spent';
  readonly usage: RunUsage;
}

/** The engine's process did not end when it was told to and had to be killed; its conversation may be damaged. */
export interface RunTornDown {
  readonly kind: 'torn-down';
}

/**
 * What an engine's stream is translated to: `started`, any number of `action`, `said`, `todos`, `spent`, `asked` and
 * `withdrawn`, at least one `completed`; wake-ups in between, `torn-down` last.
 */
export type RunEvent =
  | RunStarted
  | RunAction
  | RunSaid
  | RunTodos
  | RunSpent
  | RunAsked
  | RunWithdrawn
  | RunWakeUpSet
  | RunWakeUpDropped
  | RunCompleted
  | RunTornDown;
