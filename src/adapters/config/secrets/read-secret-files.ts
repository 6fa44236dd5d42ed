import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../../../domain/error-text.js';
import { isOpenToOthers } from '../environment/open-to-others.js';
import type { Surroundings } from '../environment/surroundings.js';
import { absolute } from '../environment/surroundings.js';
import type { SecretFile } from './vault.js';

const LARGEST_BYTES = 65_536;

/** Reads each of the files, by the names that the configuration uses. */
export async function readSecretFiles(
  names: readonly string[],
  around: Surroundings,
): Promise<ReadonlyMap<string, SecretFile>> {
  const entries = [...new Set(names)].map(async (name) => [name, await readSecret(name, around)] as const);
  return new Map(await Promise.all(entries));
}

/** Where a file of that name may be, the likeliest place first: a bare name may be one of systemd's credentials. */
export function secretPlaces(name: string, around: Surroundings): readonly string[] {
  const credentials = around.environment['CREDENTIALS_DIRECTORY'] || null;
  const asked = name.replace(/^\$\{?CREDENTIALS_DIRECTORY\}?\//, '');
  const isCredential = asked !== name;
  const given = credentials !== null && (isCredential || !name.includes('/')) ? [join(credentials, asked)] : [];
  return isCredential ? given : [...given, absolute(name, around)];
}

async function readSecret(name: string, around: Surroundings): Promise<SecretFile> {
  let found: SecretFile = { kind: 'failed', reason: 'cannot be read, because systemd gave no credentials' };
  const credentials = around.environment['CREDENTIALS_DIRECTORY'] || null;
  for (const path of secretPlaces(name, around)) {
    // systemd guards its directory itself, with access lists that look like permissions of a group.
    found = await readSmall(path, credentials !== null && dirname(path) === credentials);
    if (found.kind === 'read') break;
  }
  return found;
}

async function readSmall(path: string, guarded: boolean): Promise<SecretFile> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return { kind: 'failed', reason: 'is not a regular file' };
    if (stats.size > LARGEST_BYTES) return { kind: 'failed', reason: 'is too large for a secret' };
    const shared = !guarded && isOpenToOthers(stats.mode);
    return { kind: 'read', text: (await readFile(path, 'utf8')).replace(/^\uFEFF+/, ''), shared };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** What the operating system's refusal means; an error that is none is thrown on. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code === null) throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'must not be read by this user';
  return `cannot be read (${code})`;
}
