import type { ProjectAlias } from '../ids.js';
import { fail, ok, type Result } from '../result.js';
import type { RunContext } from './context.js';
import type { ProjectBook } from './project-book.js';

/** Where a context came from. */
export type ContextSource = 'reply' | 'directives' | 'bound' | 'default-project' | 'none';

/** What may say which project and branch a message means. */
export interface ContextHints {
  readonly directive: { readonly project: ProjectAlias | null; readonly branch: string | null };
  /** Of what was replied to; `no-project` counts where no directive names one. */
  readonly reply: RunContext | 'no-project' | null;
  /** What the chat was bound to with `/ctx`. */
  readonly bound: RunContext | null;
  /** The project meant when nothing else says so. */
  readonly defaultProject: ProjectAlias | null;
}

export interface ResolvedContext {
  readonly context: RunContext | null;
  readonly source: ContextSource;
}

export type ContextProblem =
  | { readonly kind: 'unknown-project'; readonly name: string; readonly known: readonly ProjectAlias[] }
  | { readonly kind: 'branch-without-project'; readonly branch: string };

/**
 * A reply's context counts as it is; else directives stand over the chat's binding over the default project. A branch
 * that was bound goes with its own project only.
 */
export function resolveContext(hints: ContextHints, projects: ProjectBook): Result<ResolvedContext, ContextProblem> {
  const resolved = fromReply(hints) ?? fromChat(hints);
  if (!resolved.ok || resolved.value.context === null) return resolved;
  const { context, source } = resolved.value;
  const project = projects.find(context.project);
  if (project === null) return fail({ kind: 'unknown-project', name: context.project, known: projects.aliases });
  return ok({ context: { project: project.alias, branch: context.branch }, source });
}

function fromReply({ reply, directive }: ContextHints): Result<ResolvedContext, ContextProblem> | null {
  if (reply === null) return null;
  if (reply !== 'no-project') return ok({ context: reply, source: 'reply' });
  return directive.project === null && directive.branch === null ? ok({ context: null, source: 'reply' }) : null;
}

function fromChat(hints: ContextHints): Result<ResolvedContext, ContextProblem> {
  const { directive, bound, defaultProject } = hints;
  const project = directive.project ?? bound?.project ?? defaultProject;
  if (project === null) {
    if (directive.branch !== null) return fail({ kind: 'branch-without-project', branch: directive.branch });
    return ok({ context: null, source: 'none' });
  }
  const branch = directive.branch ?? (project === bound?.project ? bound.branch : null);
  return ok({ context: { project, branch }, source: sourceOf(hints) });
}

function sourceOf({ directive, bound }: ContextHints): ContextSource {
  if (directive.project !== null || directive.branch !== null) return 'directives';
  return bound === null ? 'default-project' : 'bound';
}
