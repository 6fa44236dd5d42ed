import { readFile } from 'node:fs/promises';
import { type FilePlace, stateDirectory } from './surroundings.js';

/** The key at the top of the file, where a line of its own says it. */
const KEY = /^\s*state_dir\s*=\s*(?:"([^"\\]*)"|'([^']*)')/m;

/** Where a program over this file keeps its state, as far as can be told from a file that is wrong, or gone. */
export async function stateDirectoryOf(around: FilePlace): Promise<string> {
  const text = await readFile(around.file, 'utf8').catch(() => '');
  const [, double, single] = KEY.exec(text) ?? [];
  return stateDirectory(double ?? single ?? null, around);
}
