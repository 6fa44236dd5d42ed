import { join } from 'node:path';
import type { Worktrees } from '../../../src/application/ports/engine/worktrees.js';
import type { Project } from '../../../src/domain/project/project.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** Worktrees that exist in name only. */
export class FakeWorktrees implements Worktrees {
  readonly #checkedOut = new Map<string, string>();
  readonly #refused = new Map<string, string>();
  readonly #known = new Set<string>();

  /** Every directory that was made, in order. */
  readonly made: string[] = [];

  /** Sets which branch a project's own directory has checked out; `main` until then. */
  checkOut(project: Project, branch: string): void {
    this.#checkedOut.set(project.path, branch);
  }

  /** Makes the branch fail with that wording. */
  refuse(branch: string, wording: string): void {
    this.#refused.set(branch, wording);
  }

  /** Makes the branch one that the project has already. */
  have(project: Pick<Project, 'worktreesDirectory'>, branch: string): void {
    this.#known.add(join(project.worktreesDirectory, branch));
  }

  async has(project: Project, branch: string): Promise<boolean> {
    const directory = join(project.worktreesDirectory, branch);
    const current = this.#checkedOut.get(project.path) ?? 'main';
    return branch === current || this.made.includes(directory) || this.#known.has(directory);
  }

  async directoryOf(project: Project, branch: string): Promise<Result<string, string>> {
    const name = branch.trim();
    const refused = this.#refused.get(name);
    if (refused !== undefined) return fail(refused);
    if (name === '' || /^[/-]|(^|\/)\.\.?(\/|$)|[\0 ~^:?*[\\]|@\{|\/$|\/\//.test(name)) {
      return fail(`fatal: '${name}' is not a valid branch name`);
    }
    if (name === (this.#checkedOut.get(project.path) ?? 'main')) return ok(project.path);
    const directory = join(project.worktreesDirectory, name);
    if (!this.made.includes(directory)) this.made.push(directory);
    return ok(directory);
  }
}
