import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../domain/error-text.js';

/**
 * Makes the directory and those above it that are missing, for the owner's eyes only. Throws what the system says, also
 * where Node's own `recursive` never returns: in a file system that refuses new directories as missing (`/proc`).
 */
export function makeDirectories(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    const above = dirname(path);
    if (code !== 'ENOENT' || existsSync(above)) throw error;
    makeDirectories(above);
    mkdirSync(path, { mode: 0o700 });
  }
}
