import type { Project } from '../../../domain/project/project.js';
import type { Result } from '../../../domain/result.js';

/** Checkouts of branches beside a project's own directory. */
export interface Worktrees {
  /**
   * The absolute directory in which the branch is checked out, made if there is none yet; the project's own directory
   * if the branch is checked out there. The problem is git's own wording.
   */
  directoryOf(project: Project, branch: string): Promise<Result<string, string>>;
  /** Whether there is a branch of that name, here or at `origin`, or a checkout for it; nothing is made. Never rejects. */
  has(project: Project, branch: string): Promise<boolean>;
}
