import { lstat, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeyedSerial } from '../../application/concurrency/keyed-serial.js';
import type { Worktrees } from '../../application/ports/engine/worktrees.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Project } from '../../domain/project/project.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { branchNameProblem } from './branch-name.js';
import { containedPath, realPathOf } from './contained-path.js';
import { excludeWorktrees } from './exclude-worktrees.js';
import { gitEnvironment } from './git-environment.js';
import { GitProgram } from './git-program.js';
import { Repository } from './repository.js';
import { branchRef, startPoint } from './start-point.js';

/** Git worktrees below a project's worktrees directory, one for each branch, at the path that the branch's name gives. */
export class GitWorktrees implements Worktrees {
  readonly #git: GitProgram;
  readonly #byBranch = new KeyedSerial<string>();
  readonly #byProject = new KeyedSerial<string>();

  constructor(alarm: Alarm, environment: Readonly<NodeJS.ProcessEnv>) {
    this.#git = new GitProgram(alarm, gitEnvironment(environment));
  }

  directoryOf(project: Project, branch: string): Promise<Result<string, string>> {
    const name = branch.trim();
    return this.#byBranch.run(`${project.path}\0${name}`, () => this.#find(project, name));
  }

  async has(project: Project, branch: string): Promise<boolean> {
    const name = branch.trim();
    const repository = new Repository(this.#git, project.path);
    try {
      if ((await refusal(repository, project, name)) !== null) return false;
      if ((await repository.currentBranch()) === name || (await branchRef(repository, name)) !== null) return true;
      const path = await containedPath(project.worktreesDirectory, name);
      return path !== null && (await exists(join(path, '.git')));
    } catch {
      return false;
    }
  }

  async #find(project: Project, branch: string): Promise<Result<string, string>> {
    const repository = new Repository(this.#git, project.path);
    const problem = await refusal(repository, project, branch);
    if (problem !== null) return fail(problem);
    if ((await repository.currentBranch()) === branch) return ok(project.path);

    const path = await containedPath(project.worktreesDirectory, branch).catch(() => null);
    if (path === null) return fail(`'${branch}' leads out of ${project.worktreesDirectory}`);
    if (await exists(path)) return this.#existing(repository, path);
    return this.#byProject.run(project.path, () => add(repository, project, branch, path));
  }

  async #existing(repository: Repository, path: string): Promise<Result<string, string>> {
    if (!(await isDirectory(path))) return fail(`${path} exists and is not a worktree`);
    const there = new Repository(this.#git, path);
    const isRoot = (await there.topLevel()) === (await realPathOf(path));
    if (!isRoot || (await there.commonDirectory()) !== (await repository.commonDirectory())) {
      return fail(`${path} exists and is not a worktree of this repository`);
    }
    if (await halfMade(there)) {
      return fail(`${path} was not finished; remove it with: git worktree remove --force --force '${path}'`);
    }
    return ok(path);
  }
}

async function refusal(repository: Repository, project: Project, branch: string): Promise<string | null> {
  const unsafe = branchNameProblem(branch);
  if (unsafe !== null) return unsafe;
  if (!(await isDirectory(project.path))) return `the project's directory ${project.path} does not exist`;
  return (await repository.problem()) ?? (await repository.nameProblem(branch));
}

async function add(
  repository: Repository,
  project: Project,
  branch: string,
  path: string,
): Promise<Result<string, string>> {
  const start = await startPoint(repository, branch, project.worktreeBase);
  if (!start.ok) return start;
  const made = await mkdir(dirname(path), { recursive: true }).then(
    () => null,
    (error: Error) => error.message,
  );
  if (made !== null) return fail(made);
  // What keeps the worktrees from being ignored doesn't keep them from being used.
  await excludeWorktrees(repository, project.worktreesDirectory).catch(() => {});
  const { options, commit } = start.value;
  const { code, errors } = await repository.run('worktree', 'add', '--quiet', ...options, '--', path, commit);
  return code === 0 ? ok(path) : fail(errors);
}

/** While `git worktree add` is at work it keeps the worktree locked; a lock of that kind that is still there was left by a kill. */
async function halfMade(worktree: Repository): Promise<boolean> {
  const own = await worktree.ownDirectory();
  const lock = await readFile(join(own ?? '', 'locked'), 'utf8').catch(() => '');
  return lock.trim() === 'initializing';
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
