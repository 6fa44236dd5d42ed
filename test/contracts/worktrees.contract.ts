import { expect } from 'chai';
import type { Worktrees } from '../../src/application/ports/engine/worktrees.js';
import type { Project } from '../../src/domain/project/project.js';
import type { Result } from '../../src/domain/result.js';

/** Worktrees under test, and a project whose own directory has the branch `main` checked out. */
export interface WorktreesBench {
  readonly worktrees: Worktrees;
  readonly project: Project;
}

/** What all worktrees promise. */
export function describeWorktrees(name: string, make: () => Promise<WorktreesBench>): void {
  describe(`${name} as worktrees`, () => {
    let bench: WorktreesBench;
    const directoryOf = (branch: string): Promise<Result<string, string>> =>
      bench.worktrees.directoryOf(bench.project, branch);

    beforeEach(async () => {
      bench = await make();
    });

    it('give each branch a directory below the worktrees directory, named like the branch', async () => {
      const root = bench.project.worktreesDirectory;
      expect(await directoryOf('fix')).to.deep.equal({ ok: true, value: `${root}/fix` });
      expect(await directoryOf('feature/a')).to.deep.equal({ ok: true, value: `${root}/feature/a` });
    });

    it('give the same directory again', async () => {
      const first = await directoryOf('fix');
      expect(await directoryOf('  fix ')).to.deep.equal(first);
    });

    it('give the same directory to all who ask at the same time', async () => {
      const all = await Promise.all(['a', 'b', 'a', 'a', 'b'].map(directoryOf));
      const root = bench.project.worktreesDirectory;
      expect(all).to.deep.equal(['a', 'b', 'a', 'a', 'b'].map((branch) => ({ ok: true, value: `${root}/${branch}` })));
    });

    it("give the project's own directory for the branch that is checked out there", async () => {
      expect(await directoryOf('main')).to.deep.equal({ ok: true, value: bench.project.path });
    });

    it('know a branch that is checked out or was made, and make none for the question', async () => {
      const { worktrees, project } = bench;
      expect(await worktrees.has(project, 'main')).to.equal(true);
      for (const branch of ['fix', 'feature/a', '', '..', '@{-1}', 'a b']) {
        expect(await worktrees.has(project, branch), branch).to.equal(false);
      }
      await directoryOf('feature/a');
      expect(await worktrees.has(project, 'feature/a')).to.equal(true);
      expect(await worktrees.has(project, 'feature')).to.equal(false);
    });

    it('refuse what names no branch, or would lead elsewhere', async () => {
      const bad = [
        '',
        '  ',
        '/etc',
        '..',
        'a/../../b',
        'a/..',
        '--detach',
        '-f',
        'a b',
        'a..b/../c',
        '@{-1}',
        'a\0b',
        '.',
        'a//b',
        'a/',
      ];
      for (const branch of bad) {
        const result = await directoryOf(branch);
        expect(result.ok, JSON.stringify(branch)).to.equal(false);
        if (!result.ok) expect(result.problem).to.match(/branch name/);
      }
    });
  });
}
