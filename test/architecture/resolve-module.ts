import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Codebase } from './codebase.js';

/** What a specifier leads to. Only `source` is a file that exists; the rules decide what may be done with the others. */
export type Resolution =
  | { readonly kind: 'source'; readonly path: string }
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'unresolved'; readonly why: string };

/** Follows a specifier as TypeScript does under `nodenext`, where `./x.js` is written for `./x.ts`. */
export function resolveModule(codebase: Codebase, from: string, specifier: string | null): Resolution {
  if (specifier === null) return { kind: 'unresolved', why: 'its name is computed' };
  if (specifier.startsWith('.')) return resolveRelative(codebase, from, specifier);
  if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier };
  const name = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*(?=\/|$)/.exec(specifier)?.[0];
  if (name === undefined) return { kind: 'unresolved', why: `"${specifier}" is neither a path nor a package` };
  if (!codebase.dependencies.has(name)) {
    return { kind: 'unresolved', why: `"${name}" is not among the dependencies in package.json` };
  }
  return { kind: 'package', name };
}

function resolveRelative(codebase: Codebase, from: string, specifier: string): Resolution {
  const target = posix.join(posix.dirname(from), specifier);
  if (!target.startsWith('src/')) return { kind: 'outside', path: target };
  if (!target.endsWith('.js')) return { kind: 'unresolved', why: `"${specifier}" does not end in .js` };
  const path = target.replace(/\.js$/, '.ts');
  return codebase.files.has(path) ? { kind: 'source', path } : { kind: 'unresolved', why: `there is no file ${path}` };
}
