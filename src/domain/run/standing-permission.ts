import type { Scope, ToolRequest, ToolTarget } from './agent-request.js';

/** A name for the scope that is the same for the same permission only. */
export function scopeKey(scope: Scope): string {
  return JSON.stringify(scope);
}

/** Whether the scopes are ours alone to grant, request by request; the others the engine holds on to itself. */
export function isOursAlone(scopes: readonly Scope[]): boolean {
  return scopes.every(({ kind }) => kind === 'edits');
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

/** Whether what was granted covers all of what the request would make permanent. */
export function isGranted(request: ToolRequest, granted: readonly Scope[]): boolean {
  const keys = new Set(granted.map(scopeKey));
  const { always, target } = request;
  if (always.length === 0 || !always.every((scope) => keys.has(scopeKey(scope)))) return false;
  const directories = granted.flatMap((scope) => (scope.kind === 'directories' ? scope.paths : []));
  return always.some(({ kind }) => kind === 'edits') ? coversTarget(target, directories) : true;
}

function below(directory: string, path: string): string | null {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
