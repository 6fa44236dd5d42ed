/** The main part of what a tool is about to do. Plain text; as long as the agent made it. */
export interface Preview {
  readonly language: 'sh' | 'diff';
  readonly text: string;
}

/** One more thing that a tool is given. Plain text; as long as the agent made it. */
export interface ToolField {
  readonly name: string;
  readonly value: string;
}

/** The file that a tool changes. Paths are absolute. */
export interface ToolTarget {
  /** As the agent names it, without `.` and `..`. */
  readonly path: string;
  /** Where that leads to, symbolic links followed; the same if there are none. */
  readonly real: string;
  /** The real path as seen from the run's directory; `null` if it lies outside. */
  readonly within: string | null;
}

/** What "always" allows. */
export type Scope =
  /** Edits of files, as far as `coversTarget` says. */
  | { readonly kind: 'edits' }
  /** Work in further directories. */
  | { readonly kind: 'directories'; readonly paths: readonly string[] }
  /** A tool, or such uses of it as its engine means by `content`; `tool` is for people, `name` is what the engine calls it. */
  | { readonly kind: 'rule'; readonly tool: string; readonly name: string; readonly content: string | null };

/** The agent wants to use a tool. */
export interface ToolRequest {
  readonly kind: 'tool';
  /** Unique in the run. */
  readonly id: string;
  /** The tool's name as people read it. */
  readonly tool: string;
  /** What it is used on: a path relative to the run's directory, or a few words; `null` if nothing says so. */
  readonly subject: string | null;
  readonly preview: Preview | null;
  /** All of its input that `subject` and `preview` don't say. */
  readonly fields: readonly ToolField[];
  /** Why the engine asks, in its own words; `null` if it says no more than that. */
  readonly reason: string | null;
  /** `null` if it changes no file that is named. */
  readonly target: ToolTarget | null;
  /** What "always" would allow, all of it together; empty where there is no "always". */
  readonly always: readonly Scope[];
  /** Whether it may go unasked once a plan was approved that way: edits of files, and commands. */
  readonly planned: boolean;
}

/** The agent has a plan and wants to begin. */
export interface PlanRequest {
  readonly kind: 'plan';
  readonly id: string;
  /** Markdown; empty if the agent wrote none down. */
  readonly plan: string;
}

/** One answer that the agent offers. */
export interface QuestionOption {
  readonly label: string;
  readonly description: string | null;
}

/** One question of the agent. */
export interface Question {
  readonly text: string;
  /** None: it is answered in one's own words. */
  readonly options: readonly QuestionOption[];
  /** Whether several options may be chosen. */
  readonly many: boolean;
}

/** The agent wants to know something. */
export interface QuestionsRequest {
  readonly kind: 'questions';
  readonly id: string;
  /** At least one. */
  readonly questions: readonly Question[];
}

/** What an agent waits for until a person decides. Plain JSON. */
export type AgentRequest = ToolRequest | PlanRequest | QuestionsRequest;

/** A person's decision. */
export type RequestAnswer =
  /** `always`: the engine may hold on to the request's rules and directories for as long as its process lives. */
  | { readonly kind: 'allow'; readonly always: boolean }
  /** What the agent is told about it. */
  | { readonly kind: 'deny'; readonly reason: string }
  /** One for each question, in their order; for questions only. */
  | { readonly kind: 'answers'; readonly answers: readonly string[] };
