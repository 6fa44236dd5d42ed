import { readFileSync } from 'node:fs';
import type { Environment } from './environment.js';

/** Variables that a shell sets by itself when the program is a script. */
const SHELLS_OWN: ReadonlySet<string> = new Set(['_', 'PWD', 'OLDPWD', 'SHLVL']);

/**
 * Names of variables that a process has although they were not given to it (a wrapper script put them there); empty
 * where that can't be seen. Values are never looked at.
 */
export function addedVariables(pid: number, given: Environment): readonly string[] {
  try {
    const names = readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .flatMap((entry) => (entry.includes('=') ? [entry.slice(0, entry.indexOf('='))] : []));
    return names.filter((name) => !(name in given) && !SHELLS_OWN.has(name));
  } catch {
    return [];
  }
}
