/**
 * Why a text can't name a branch and a directory, in the manner of git's own wording, or `null`. The rest of git's
 * rules (https://git-scm.com/docs/git-check-ref-format) are left to git.
 */
export function branchNameProblem(branch: string): string | null {
  if (branch === '') return 'the branch name is empty';
  const safe =
    !branch.startsWith('/') &&
    !branch.startsWith('-') &&
    // Git would take `@{-1}` for the branch before this one.
    !branch.includes('@{') &&
    !branch.includes('\0') &&
    !branch.split(/[/\\]/).includes('..');
  return safe ? null : `'${branch}' is not a valid branch name`;
}
