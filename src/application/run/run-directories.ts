import type { RunContext } from '../../domain/project/context.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Worktrees } from '../ports/engine/worktrees.js';
import type { ChatProblem } from '../values/chat-problem.js';
import type { Generation } from '../values/generation.js';

/** In which directory a run works. */
export class RunDirectories {
  readonly #worktrees: Worktrees;
  readonly #home: string;

  /** `home` is where runs without a project work. */
  constructor(worktrees: Worktrees, home: string) {
    this.#worktrees = worktrees;
    this.#home = home;
  }

  /** Absolute; that of a branch is made if there is none yet. */
  async of(context: RunContext | null, { projects }: Generation): Promise<Result<string, ChatProblem>> {
    if (context === null) return ok(this.#home);
    const project = projects.find(context.project);
    if (project === null) return fail({ kind: 'unknown-project', name: context.project, known: projects.aliases });
    if (context.branch === null) return ok(project.path);
    const directory = await this.#worktrees.directoryOf(project, context.branch);
    return directory.ok ? directory : fail({ kind: 'worktree', branch: context.branch, message: directory.problem });
  }
}
