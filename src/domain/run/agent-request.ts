/** A part of what a tool is about to do, shown before it does it. Plain text; as long as the agent made it. */
export interface Preview {
  readonly language: 'sh' | 'diff' | 'json';
  readonly text: string;
}

/** The agent wants to use a tool. */
export interface ToolRequest {
  readonly kind: 'tool';
  /** Unique in the run. */
  readonly id: string;
  readonly tool: string;
  /** What it is used on: a path relative to the run's directory, or a few words; `null` if nothing says so. */
  readonly subject: string | null;
  readonly preview: Preview | null;
  /** What "always" would allow, in a few words; the same words mean the same permission. `null` where there is no "always". */
  readonly always: string | null;
  /** Whether an approved plan covers it: edits of files, and commands. */
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
  /** `always`: the same need not be asked for again in this run; for tools only. */
  | { readonly kind: 'allow'; readonly always: boolean }
  /** What the agent is told about it. */
  | { readonly kind: 'deny'; readonly reason: string }
  /** One for each question, in their order; for questions only. */
  | { readonly kind: 'answers'; readonly answers: readonly string[] };
