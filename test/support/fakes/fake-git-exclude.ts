import type { GitExclude } from '../../../src/application/ports/engine/git-exclude.js';

/** Remembers what git was to ignore. */
export class FakeGitExclude implements GitExclude {
  readonly excluded: string[] = [];

  async exclude(_within: string, directory: string): Promise<void> {
    this.excluded.push(directory);
  }
}
