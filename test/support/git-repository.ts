import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Project } from '../../src/domain/project/project.js';

const run = promisify(execFile);

/** A real git repository. */
export interface TestRepository {
  readonly path: string;
  /** Runs git in it and answers what it printed. */
  git(...args: string[]): Promise<string>;
  /** Commits a file with that content. */
  commit(file: string, content: string): Promise<void>;
}

/** Makes a repository with one commit on `main`. */
export async function makeRepository(path: string): Promise<TestRepository> {
  await mkdir(path, { recursive: true });
  const repository = repositoryAt(path);
  await repository.git('init', '--quiet', '--initial-branch=main');
  await repository.commit('README', 'hello\n');
  return repository;
}

/** A repository that exists already. */
export function repositoryAt(path: string): TestRepository {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  // A hook that runs the tests must not lend us its own repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', [...author, ...args], { cwd: path, env });
    return stdout.trimEnd();
  };
  const commit = async (file: string, content: string) => {
    await writeFile(`${path}/${file}`, content);
    await git('add', '--', file);
    await git('commit', '--quiet', '-m', `Write ${file}`);
  };
  return { path, git, commit };
}

/** A project in that directory, with its worktrees in `.worktrees`. */
export function projectAt(path: string, more: Partial<Project> = {}): Project {
  return {
    alias: 'one',
    name: 'One',
    path,
    worktreesDirectory: `${path}/.worktrees`,
    worktreeBase: null,
    defaultEngine: null,
    chatId: null,
    ...more,
  };
}
