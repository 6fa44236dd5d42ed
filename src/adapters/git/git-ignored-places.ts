import { dirname } from 'node:path';
import { KeyedSerial } from '../../application/concurrency/keyed-serial.js';
import type { IgnoredPlaces } from '../../application/ports/engine/ignored-places.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import { excludeWorktrees } from './exclude-worktrees.js';
import { gitEnvironment } from './git-environment.js';
import { GitProgram } from './git-program.js';
import { Repository } from './repository.js';

/** Places that repositories ignore by their own exclude files, which nobody commits. */
export class GitIgnoredPlaces implements IgnoredPlaces {
  readonly #git: GitProgram;
  /** Worktrees share one file. */
  readonly #turns = new KeyedSerial<string>();
  readonly #known = new Set<string>();

  constructor(alarm: Alarm, environment: Readonly<NodeJS.ProcessEnv>) {
    this.#git = new GitProgram(alarm, gitEnvironment(environment));
  }

  keepOut(directory: string): Promise<void> {
    return this.#turns.run('', async () => {
      if (this.#known.has(directory)) return;
      this.#known.add(directory);
      // What keeps a place from being ignored doesn't keep it from being used.
      await excludeWorktrees(new Repository(this.#git, dirname(directory)), directory).catch(() => undefined);
    });
  }
}
