import { fail, ok, type Result } from '../../../domain/result.js';
import type { WantedPlace } from './save-files.js';

/** Why words behind `/file put` name no place. */
export type PutFault = 'unknown-flag' | 'absolute' | 'parent' | 'several';

/** Format characters and the like, which change how a name is seen. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Where `/file put` is to save `count` files: `[--force] [directory/ | path]`, relative to where runs work. */
export function putTarget(
  words: string,
  count: number,
): Result<{ readonly wanted?: WantedPlace; readonly force?: boolean }, PutFault> {
  // What can't be seen leads nowhere that anybody means; without it first, so that it uncovers no other name.
  let rest = words.toWellFormed().replaceAll(UNSEEN, '').normalize('NFC').trim();
  let force = false;
  for (let flag = /^--\S*/.exec(rest); flag !== null; flag = /^--\S*/.exec(rest)) {
    if (flag[0] !== '--force') return fail('unknown-flag');
    force = true;
    rest = rest.slice(flag[0].length).trim();
  }
  const path = rest.replace(/^(["'])(.*)\1$/s, '$2');
  const forced = force ? { force } : {};
  if (path === '') return ok(forced);
  if (/^[/~\\]/.test(path)) return fail('absolute');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return fail('parent');
  const isDirectory = path.endsWith('/') || parts.length === 0;
  if (!isDirectory && count > 1) return fail('several');
  return ok({ wanted: { path: parts.join('/'), isDirectory }, ...forced });
}
