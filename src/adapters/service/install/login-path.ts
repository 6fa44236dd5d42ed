import { statSync } from 'node:fs';
import { delimiter, isAbsolute } from 'node:path';
import type { RunTool } from './run-tool.js';

/** How long a shell may take with its profile, in milliseconds. */
const WITHIN_MS = 10_000;

/** Where a `PATH` for a service comes from. */
export interface PathSources {
  /** The shell that the user logs in with; `null` if none is known. */
  readonly shell: string | null;
  /** The `PATH` of this terminal. */
  readonly here: string;
  /** Directories that must be on it. */
  readonly always: readonly string[];
}

/**
 * The `PATH` that this user’s login shell sets, then what this terminal adds to it: directories that are there, each once, and none
 * of a package that npm runs only once.
 */
export async function loginPath({ shell, here, always }: PathSources, run: RunTool): Promise<string> {
  const told = shell === null ? '' : await pathOf(shell, run);
  const wanted = [...told.split(delimiter), ...here.split(delimiter), ...always];
  return [...new Set(wanted)].filter(isKept).join(delimiter);
}

/** A profile may print what it likes; the environment comes after that. */
async function pathOf(shell: string, run: RunTool): Promise<string> {
  const { code, stdout } = await run(shell, ['-ilc', '/usr/bin/env'], WITHIN_MS);
  return code === 0 ? ([...stdout.matchAll(/^PATH=(.*)$/gm)].at(-1)?.[1] ?? '') : '';
}

function isKept(directory: string): boolean {
  if (!isAbsolute(directory) || /\p{Cc}/u.test(directory)) return false;
  if (/[\\/](?:_npx|node_modules)[\\/]/.test(directory)) return false;
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true;
}
