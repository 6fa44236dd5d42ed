import type { RunContext } from '../../../../domain/project/context.js';
import { fail, ok, type Result } from '../../../../domain/result.js';
import type { Worktrees } from '../../../ports/engine/worktrees.js';
import type { FileRules } from '../../../ports/system/file-vault.js';
import type { RunDirectories } from '../../../run/run-directories.js';
import type { ChatProblem } from '../../../values/chat-problem.js';
import type { Generation } from '../../../values/generation.js';
import type { ChatFileRulesOf } from '../../files/chat-file-rules.js';
import type { UnderstandMessage } from '../../understand/understand-message.js';
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
  readonly understand: Pick<UnderstandMessage, 'whereabouts'>;
  readonly directories: RunDirectories;
  readonly worktrees: Worktrees;
  readonly rulesOf: ChatFileRulesOf;
}

/** Finds the files that a message means: those of the project and branch in which a task from there would work. */
export class ProjectFiles {
  readonly #tools: ProjectFilesTools;

  constructor(tools: ProjectFilesTools) {
    this.#tools = tools;
  }

  /** What the words behind a command mean: directives, and a path. An `@name` that is no branch begins the path. */
  async wanted(words: string, call: CommandCall): Promise<Result<WantedPath, ChatProblem>> {
    const read = await this.#tools.understand.whereabouts(call.message, words, call.bot);
    if (!read.ok) return read;
    const { context, rest } = read.value;
    const path = rest.trim();
    if (context === null) return ok({ place: null, path });
    const place = await this.at(context, call.generation);
    if (place.ok) return ok({ place: place.value, path });
    return place.problem.kind === 'no-such-branch' && words.startsWith('@') ? this.wanted(`./${words}`, call) : place;
  }

  /** Where the files of a project and branch are now. A branch that there isn't is not made. */
  async at(context: RunContext, generation: Generation): Promise<Result<ProjectPlace, ChatProblem>> {
    const { worktrees, directories, rulesOf } = this.#tools;
    const project = generation.projects.find(context.project);
    const { branch } = context;
    if (project !== null && branch !== null && !(await worktrees.has(project, branch))) {
      return fail({ kind: 'no-such-branch', branch, project: project.alias });
    }
    const directory = await directories.of(context, generation);
    if (!directory.ok) return directory;
    return ok({ context, directory: directory.value, rules: rulesOf(generation.config, directory.value) });
  }
}
