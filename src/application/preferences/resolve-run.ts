import type { ChatId, EngineId } from '../../domain/ids.js';
import type { RunContext } from '../../domain/project/context.js';
import { resolveContext } from '../../domain/project/resolve-context.js';
import { ok, type Result } from '../../domain/result.js';
import { chooseEngine } from '../../domain/run/choose-engine.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { ChatProblem } from '../values/chat-problem.js';
import type { Generation } from '../values/generation.js';

/** What was asked for; `null` leaves the choice to the chat. */
export interface RunWish {
  readonly project: string | null;
  readonly branch: string | null;
  readonly engine: EngineId | null;
  /** The context of what was replied to, `no-project` if it had none. */
  readonly reply: RunContext | 'no-project' | null;
  /** The engine of the conversation that is gone on with. */
  readonly session: EngineId | null;
}

/** Where and with what a run works. */
export interface ResolvedRun {
  readonly context: RunContext | null;
  readonly engine: EngineId;
  readonly model: string | null;
  readonly effort: string | null;
  readonly permissionMode: string | null;
  readonly verbosity: 'compact' | 'verbose' | null;
}

/** Fills in what was not asked for from the chat's choices, its project and the configuration. Pure. */
export function resolveRun(
  wish: RunWish,
  chatId: ChatId,
  preferences: ChatPreferences,
  { projects, config }: Generation,
): Result<ResolvedRun, ChatProblem> {
  const hints = {
    directive: wish,
    reply: wish.reply,
    bound: preferences.context ?? null,
    defaultProject: projects.defaultFor(chatId)?.alias ?? null,
  };
  const resolved = resolveContext(hints, projects);
  if (!resolved.ok) return resolved;
  const { context } = resolved.value;
  const { engine } = chooseEngine({
    session: wish.session,
    directive: wish.engine,
    chat: preferences.engine ?? null,
    project: context === null ? null : (projects.find(context.project)?.defaultEngine ?? null),
    configuration: config.defaultEngine,
  });
  return ok({
    context,
    engine,
    model: preferences.models?.[engine] ?? null,
    effort: preferences.efforts?.[engine] ?? null,
    permissionMode: preferences.permissionModes?.[engine] ?? null,
    verbosity: preferences.verbosity ?? null,
  });
}
