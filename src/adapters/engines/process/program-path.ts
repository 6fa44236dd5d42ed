import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/**
 * The absolute path of a program, looked up now: a name is searched for on the PATH, anything with a slash is a file
 * (`~/` is the home directory). `null` if there is no such file or it can't be executed.
 */
export async function findProgram(command: string, path: string): Promise<string | null> {
  for (const candidate of candidates(command, path)) {
    if (await isExecutable(candidate)) return candidate;
  }
  return null;
}

function candidates(command: string, path: string): string[] {
  if (command.startsWith('~/')) return [join(homedir(), command.slice(2))];
  if (command.includes('/')) return [resolve(command)];
  return path
    .split(delimiter)
    .filter((directory) => directory.startsWith('/'))
    .map((directory) => join(directory, command));
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
