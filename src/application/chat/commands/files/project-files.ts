import { canBeBranch } from '../../../../domain/chat/branch-word.js';
import type { Directives } from '../../../../domain/chat/directives.js';
import type { RunContext } from '../../../../domain/project/context.js';
import { resolveContext } from '../../../../domain/project/resolve-context.js';
import { fail, ok, type Result } from '../../../../domain/result.js';
import type { Standing } from '../../../ports/chat/message-store.js';
import type { Worktrees } from '../../../ports/engine/worktrees.js';
import type { FileRules } from '../../../ports/system/file-vault.js';
import type { EffectivePreferences } from '../../../preferences/effective-preferences.js';
import type { OwnMessages } from '../../../run/active/own-messages.js';
import type { ChatProblem } from '../../../values/chat-problem.js';
import type { Generation } from '../../../values/generation.js';
import type { ChatFileRulesOf } from '../../files/chat-file-rules.js';
import { directivesOf } from '../../understand/interpret-message.js';
import type { CommandCall } from '../command.js';

/** Where the files of a project lie, on the branch that is meant, and which of them people in chats may see. */
export interface ProjectPlace {
  readonly context: RunContext;
  /** Absolute. */
  readonly directory: string;
  readonly rules: FileRules;
}

/** What somebody asks for; without a place there is no project that could be meant. */
export interface WantedPath {
  readonly place: ProjectPlace | null;
  /** As it was written; empty if nothing was. */
  readonly path: string;
}

/** What the files of projects are found with. */
export interface ProjectFilesTools {
  readonly preferences: EffectivePreferences;
  readonly ownMessages: Pick<OwnMessages, 'standingOf'>;
  readonly worktrees: Worktrees;
  readonly rulesOf: ChatFileRulesOf;
}

/** Finds the files that a message means: those of the project and branch in which a task from there would work. */
export class ProjectFiles {
  readonly #tools: ProjectFilesTools;

  constructor(tools: ProjectFilesTools) {
    this.#tools = tools;
  }

  /** What the words behind a command mean: directives, and a path. */
  async wanted(words: string, call: CommandCall): Promise<Result<WantedPath, ChatProblem>> {
    const { generation, place, message } = call;
    const read = await this.#read(words, call);
    if (!read.ok) return read;
    const { project, branch, text } = read.value;
    const hints = {
      directive: { project, branch },
      reply: contextOf(await this.#standing(call)),
      bound: (await this.#tools.preferences.of(place)).context ?? null,
      defaultProject: generation.projects.defaultFor(message.chatId)?.alias ?? null,
    };
    const resolved = resolveContext(hints, generation.projects);
    if (!resolved.ok) return resolved;
    const { context } = resolved.value;
    if (context === null) return ok({ place: null, path: text.trim() });
    const found = await this.at(context, generation);
    return found.ok ? ok({ place: found.value, path: text.trim() }) : found;
  }

  /** Where the files of a project and branch are now. A branch that there isn't is not made. */
  async at(context: RunContext, { projects, config }: Generation): Promise<Result<ProjectPlace, ChatProblem>> {
    const project = projects.find(context.project);
    if (project === null) return fail({ kind: 'unknown-project', name: context.project, known: projects.aliases });
    const { branch } = context;
    const { worktrees, rulesOf } = this.#tools;
    if (branch === null) return ok({ context, directory: project.path, rules: rulesOf(config, project.path) });
    if (!(await worktrees.has(project, branch))) {
      return fail({ kind: 'no-such-branch', branch, project: project.alias });
    }
    const found = await worktrees.directoryOf(project, branch);
    if (!found.ok) return fail({ kind: 'worktree', branch, message: found.problem });
    return ok({ context, directory: found.value, rules: rulesOf(config, found.value) });
  }

  /** An `@name` that can be no branch, or is none, begins the path: `@types/node`. */
  async #read(words: string, { generation, bot }: CommandCall): Promise<Result<Directives, ChatProblem>> {
    const around = { generation, botUsername: bot.username };
    const read = directivesOf(words, around);
    if (!read.ok || read.value.branch === null || read.value.branchOfProject === true) return read;
    const { branch } = read.value;
    const projects = generation.projects.aliases.flatMap((alias) => generation.projects.find(alias) ?? []);
    const isOne = projects.map((project) => canBeBranch(branch) && this.#tools.worktrees.has(project, branch));
    if ((await Promise.all(isOne)).includes(true)) return read;
    return directivesOf(words, { ...around, branches: false });
  }

  async #standing({ message: { bot, chatId, replyTo } }: CommandCall): Promise<Standing | null> {
    if (replyTo === null || !replyTo.ours) return null;
    return this.#tools.ownMessages.standingOf({ bot, chatId, messageId: replyTo.messageId });
  }
}

function contextOf(standing: Standing | null): RunContext | 'no-project' | null {
  if (standing === null) return null;
  return standing.context ?? (standing.run === null ? null : 'no-project');
}
