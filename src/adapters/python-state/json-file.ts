import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../domain/result.js';

/** Nothing that the earlier program wrote is longer, in characters. */
const LONGEST = 16_000_000;

/** What a JSON file holds, or why that can't be told. */
export async function readJsonFile(path: string): Promise<Result<unknown, 'absent' | 'unreadable' | 'malformed'>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return fail((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'unreadable');
  }
  if (text.length > LONGEST) return fail('malformed');
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return fail('malformed');
  }
}
