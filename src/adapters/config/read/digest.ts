import { createHash } from 'node:crypto';
import { type Environment, overridingVariables, variableIn } from '../environment/overrides.js';
import type { SecretFile } from '../secrets/vault.js';

/** Variables that matter although no key names them. */
const ALWAYS: readonly string[] = ['UNTETHER_STATE_DIR', 'STATE_DIRECTORY'];

/**
 * SHA-256 in hexadecimal of everything that a reading depends on: the file's bytes, the variables that override keys or
 * hold secrets, and the secrets in files.
 */
export function digestOf(
  bytes: Uint8Array,
  environment: Environment,
  secretVariables: readonly string[],
  secretFiles: ReadonlyMap<string, SecretFile>,
): string {
  const variables = [
    ...overridingVariables(environment),
    ...[...ALWAYS, ...secretVariables].map((name) => [name, variableIn(environment, name) ?? null] as const),
  ];
  const hash = createHash('sha256').update(`${bytes.length}\n`).update(bytes);
  return hash.update(JSON.stringify({ variables, files: [...secretFiles] })).digest('hex');
}
