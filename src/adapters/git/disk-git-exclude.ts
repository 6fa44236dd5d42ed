import { KeyedSerial } from '../../application/concurrency/keyed-serial.js';
import type { GitExclude } from '../../application/ports/engine/git-exclude.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import { excludeWorktrees } from './exclude-worktrees.js';
import { gitEnvironment } from './git-environment.js';
import { GitProgram } from './git-program.js';
import { Repository } from './repository.js';

/** Lines in the exclude file of a repository, which belongs to this machine alone. */
export class DiskGitExclude implements GitExclude {
  readonly #git: GitProgram;
  /** Worktrees share one file. */
  readonly #turns = new KeyedSerial<string>();
  readonly #known = new Set<string>();

  constructor(alarm: Alarm, environment: Readonly<NodeJS.ProcessEnv>) {
    this.#git = new GitProgram(alarm, gitEnvironment(environment));
  }

  exclude(within: string, directory: string): Promise<void> {
    return this.#turns.run('', async () => {
      if (this.#known.has(directory)) return;
      this.#known.add(directory);
      // What keeps a directory from being ignored doesn't keep it from being used.
      await excludeWorktrees(new Repository(this.#git, within), directory).catch(() => undefined);
    });
  }
}
