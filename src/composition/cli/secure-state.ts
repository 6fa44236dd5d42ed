import { userInfo } from 'node:os';
import { ownState } from '../../adapters/system/own-state.js';
import { errorCode, errorText } from '../../domain/error-text.js';
import { fail, ok, type Result } from '../../domain/result.js';

/** Lets the state, which is made if there is none, be for its owner's eyes only; what was changed, or a sentence with the fix. */
export function secureState(stateDirectory: string): Result<readonly string[], string> {
  try {
    const own = ownState(stateDirectory);
    return own.ok ? ok(own.value) : fail(`${own.problem.message}\n  ${own.problem.hint}`);
  } catch (cause) {
    return fail(unusableState(stateDirectory, cause));
  }
}

/** That the state directory can't be used, why, and what to do; two lines for a terminal. */
export function unusableState(stateDirectory: string, cause: unknown): string {
  const why = REASONS[errorCode(cause) ?? ''] ?? errorText(cause);
  return (
    `can't use the state directory ${stateDirectory}: ${why}\n` +
    `  Make it a directory that ${userName()} can write, or name another one: state_dir in the configuration, or ` +
    'UNTETHER_STATE_DIR.'
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'there is a file in its place',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its path is too long',
  ENOENT: 'it can’t be made there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'it, or something on its path, is a file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

function userName(): string {
  try {
    return `the user ${userInfo().username}`;
  } catch {
    return `the user ${process.getuid?.() ?? 'that runs Untether'}`;
  }
}
