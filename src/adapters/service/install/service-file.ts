import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ServiceProblem } from '../../../application/ports/service-installer.js';
import { errorText } from '../../../domain/error-text.js';
import { fail, ok, type Result } from '../../../domain/result.js';

/** What stands in files that this program wrote: they say that they are written anew. */
const OURS = /Written by "untether service install"/;

/** Writes the file of a service whole or not at all; gives the name under which a different one of before is kept, unless it is `replaced`. */
export function writeServiceFile(
  path: string,
  text: string,
  before: 'kept' | 'replaced' = 'kept',
): Result<string | null, ServiceProblem> {
  const draft = `${path}.new`;
  try {
    const found = textOf(path);
    mkdirSync(dirname(path), { recursive: true });
    rmSync(draft, { force: true });
    const file = openSync(draft, 'wx', 0o644);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const kept = before === 'replaced' || found === null || found === text || OURS.test(found) ? null : `${path}.bak`;
    if (kept !== null) renameSync(path, kept);
    renameSync(draft, path);
    return ok(kept);
  } catch (error) {
    rmSync(draft, { force: true });
    return fail({ kind: 'not-written', file: path, reason: errorText(error) });
  }
}

/** Takes the file away; whether there was one. */
export function removeServiceFile(path: string): Result<boolean, ServiceProblem> {
  try {
    const wasThere = textOf(path) !== null;
    rmSync(path, { force: true });
    return ok(wasThere);
  } catch (error) {
    return fail({ kind: 'not-written', file: path, reason: errorText(error) });
  }
}

/** `null` if there is no such file. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** A path that would begin a new line or end a text, and so say something else in the file of a service. */
export function oddPath(paths: readonly string[]): string | null {
  return paths.find((path) => /\p{Cc}/u.test(path)) ?? null;
}
