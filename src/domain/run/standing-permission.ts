import type { Scope, ToolRequest, ToolTarget } from './agent-request.js';

/** A name for the scope that is the same for the same permission only. */
export function scopeKey(scope: Scope): string {
  return JSON.stringify(scope);
}

/**
 * Whether "all edits" means that file: it really lies in the run's directory or in one that was granted, and nothing on
 * the way is hidden, since tools run or obey what is in hidden files and directories.
 */
export function coversTarget(target: ToolTarget | null, directories: readonly string[]): boolean {
  if (target === null) return false;
  const inner = [target.within, ...directories.map((directory) => below(directory, target.real))];
  return inner.some((path) => path !== null && path !== '' && path.split('/').every((part) => !part.startsWith('.')));
}

/**
 * Whether the request is an edit that was granted. Under a rule only the engine can say what is covered, and it asks
 * about nothing that is: what it asks goes beyond the rule, although it suggests the same again.
 */
export function isGranted({ always, target }: ToolRequest, granted: readonly Scope[]): boolean {
  const keys = new Set(granted.map(scopeKey));
  if (!always.some(({ kind }) => kind === 'edits')) return false;
  if (!always.every((scope) => scope.kind !== 'rule' && keys.has(scopeKey(scope)))) return false;
  const directories = granted.flatMap((scope) => (scope.kind === 'directories' ? scope.paths : []));
  return coversTarget(target, directories);
}

function below(directory: string, path: string): string | null {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
