import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ProjectPlace, ProjectPlaces } from '../../application/ports/system/project-places.js';
import type { GitProgram } from './git-program.js';
import { Repository } from './repository.js';

/** Directories, and the repositories around them. */
export class GitProjectPlaces implements ProjectPlaces {
  readonly #git: GitProgram;
  readonly #home: string;

  constructor(git: GitProgram, home: string) {
    this.#git = git;
    this.#home = home;
  }

  /** Of a worktree the repository that it belongs to; a bare repository has no place to work in, but its worktree. */
  async repositoryAround(directory: string): Promise<ProjectPlace | null> {
    const repository = new Repository(this.#git, directory);
    const top = await repository.topLevel();
    if (top === null) return null;
    const common = await repository.commonDirectory();
    const isUsual = common !== null && basename(common) === '.git' && (await isDirectory(dirname(common)));
    return { path: isUsual ? dirname(common) : top, isRepository: true };
  }

  async find(written: string, from: string): Promise<ProjectPlace | null> {
    const path = resolve(
      from,
      written.replace(/^~(?=\/|$)/, () => this.#home),
    );
    if (!(await isDirectory(path))) return null;
    // In the home directory a repository holds settings; who names a directory below it means that one.
    const around = await this.repositoryAround(path);
    if (around !== null && around.path !== (await real(this.#home))) return around;
    return { path: await real(path), isRepository: around !== null };
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function real(path: string): Promise<string> {
  return realpath(join(path, '.'));
}
