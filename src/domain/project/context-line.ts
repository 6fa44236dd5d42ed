import type { RunContext } from './context.js';

/** The line that carries a run's context in a footer: `dir: alias` or `dir: alias @branch`. */
export function formatContextLine(context: RunContext): string {
  return context.branch === null ? `dir: ${context.project}` : `dir: ${context.project} @${context.branch}`;
}

const CONTEXT_LINE = /^\s*(?:`\s*)?(?:🏷\uFE0F?\s*)?`?(?:dir|ctx):\s+([^\s`|@]\S*)(?:\s+@\s?([^\s`|]+))?/iu;

/** The context that the last such line of a text names, its alias in lower case; `null` if there is none. */
export function parseContextLine(text: string): RunContext | null {
  const found = text
    .split('\n')
    .map((line) => CONTEXT_LINE.exec(line))
    .findLast((match) => match !== null);
  const project = found?.[1]?.replace(/`$/, '');
  if (project === undefined) return null;
  return { project: project.toLowerCase(), branch: found?.[2] ?? null };
}
