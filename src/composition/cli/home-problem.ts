import { homedir } from 'node:os';

/** Why this program has no home directory and what to do about it; `null` if it has one. */
export function homeProblem(): string | null {
  try {
    return homedir() === '' ? NO_HOME : null;
  } catch {
    return NO_HOME;
  }
}

const NO_HOME =
  'there is no home directory: HOME is not set, and the system knows none for this user\n' +
  '  Set HOME to a directory that this user can write.';
