import { fail, ok, type Result } from '../../domain/result.js';
import type { Repository } from './repository.js';

/** What `git worktree add` is to check out: options, and the commit, which is given after the path. */
export interface StartPoint {
  readonly options: readonly string[];
  readonly commit: string;
}

/** An existing local branch, else origin's branch of that name, else a new one from the project's base. */
export async function startPoint(
  repository: Repository,
  branch: string,
  configuredBase: string | null,
): Promise<Result<StartPoint, string>> {
  const ref = await branchRef(repository, branch);
  if (ref?.startsWith('refs/heads/')) return ok({ options: [], commit: branch });
  if (ref !== null) return ok({ options: ['--track', '-b', branch], commit: ref });
  const base = configuredBase ?? (await defaultBase(repository));
  if (base === null) return fail(`'${branch}' can't be made: the repository has no commit to start from`);
  // Without --no-track a new branch would push to its base.
  return ok({ options: ['--no-track', '-b', branch], commit: base });
}

/** The full name of the local branch, else of origin's branch of that name; `null` if there is neither. */
export async function branchRef(repository: Repository, branch: string): Promise<string | null> {
  for (const ref of [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`]) {
    if (await repository.has(ref)) return ref;
  }
  return null;
}

async function defaultBase(repository: Repository): Promise<string | null> {
  const shown = await repository.originDefault();
  const current = await repository.currentBranch();
  const candidates = [
    ...(shown === null ? [] : [`refs/heads/${shown}`, `refs/remotes/origin/${shown}`]),
    ...(current === null ? [] : [`refs/heads/${current}`]),
    'refs/heads/master',
    'refs/heads/main',
  ];
  for (const ref of candidates) if (await repository.has(ref)) return ref;
  return null;
}
