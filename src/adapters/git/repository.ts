import type { GitProgram } from './git-program.js';

/** The answer is a matter of milliseconds, unless a file of patterns is something that can't be read to its end. */
const IGNORED_WITHIN_MS = 10_000;

/** Questions to the git repository around a directory. */
export class Repository {
  readonly #git: GitProgram;
  readonly #directory: string;

  constructor(git: GitProgram, directory: string) {
    this.#git = git;
    this.#directory = directory;
  }

  /** Git's wording if the directory is in no usable repository, else `null`. */
  async problem(): Promise<string | null> {
    const { code, errors } = await this.run('rev-parse', '--git-dir');
    return code === 0 ? null : errors;
  }

  /** Git's wording if it would not take the name for a branch, else `null`. */
  async nameProblem(branch: string): Promise<string | null> {
    const { code, errors } = await this.run('check-ref-format', '--branch', branch);
    return code === 0 ? null : errors;
  }

  /** The branch that is checked out here, without commits too; `null` for a detached head. */
  async currentBranch(): Promise<string | null> {
    return this.#symbolicRef('HEAD', 'refs/heads/');
  }

  /** The name of the branch that `origin` shows first; `null` if unknown. */
  async originDefault(): Promise<string | null> {
    return this.#symbolicRef('refs/remotes/origin/HEAD', 'refs/remotes/origin/');
  }

  /** Whether the full reference name exists. */
  async has(ref: string): Promise<boolean> {
    return (await this.run('show-ref', '--verify', '--quiet', '--', ref)).code === 0;
  }

  /** The top of the working tree; `null` where there is none. */
  async topLevel(): Promise<string | null> {
    return this.#path('--show-toplevel');
  }

  /** The directory that all worktrees of the repository share. */
  async commonDirectory(): Promise<string | null> {
    return this.#path('--path-format=absolute', '--git-common-dir');
  }

  /** The directory that belongs to this worktree alone. */
  async ownDirectory(): Promise<string | null> {
    return this.#path('--absolute-git-dir');
  }

  /** Whether a pathname of the working tree is ignored already. */
  async ignores(path: string): Promise<boolean> {
    const order = { timeoutMs: IGNORED_WITHIN_MS };
    return (await this.#git.run(this.#directory, ['check-ignore', '--quiet', '--', path], order)).code === 0;
  }

  /** Any other command. */
  run(...args: string[]) {
    return this.#git.run(this.#directory, args);
  }

  async #symbolicRef(ref: string, prefix: string): Promise<string | null> {
    const { code, output } = await this.run('symbolic-ref', '--quiet', ref);
    return code === 0 && output.startsWith(prefix) ? output.slice(prefix.length) : null;
  }

  async #path(...args: string[]): Promise<string | null> {
    const { code, output } = await this.run('rev-parse', ...args);
    return code === 0 ? output : null;
  }
}
