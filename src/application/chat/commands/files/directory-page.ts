import type { NamedEntry } from '../../../ports/system/file-vault.js';

/** How many entries a page has. */
export const A_PAGE = 20;

/** Which page that is, from 0, and how many there are: the nearest one if there is none of the number that is wanted. */
export function pageOf(count: number, wanted: number): { readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(count / A_PAGE));
  return { page: Math.min(Math.max(0, wanted), pages - 1), pages };
}

/** The names of a page as they are shown: directories first, and of both kinds what is hidden last. */
export function namesOnPage(names: readonly NamedEntry[], wanted: number): readonly NamedEntry[] {
  const { page } = pageOf(names.length, wanted);
  const ranked = names.map((entry) => ({ entry, rank: rankOf(entry), key: entry.name.toLowerCase() }));
  const ordered = ranked.toSorted((one, other) => one.rank - other.rank || byText(one.key, other.key));
  return ordered.slice(page * A_PAGE, (page + 1) * A_PAGE).map(({ entry }) => entry);
}

function rankOf({ kind, name }: NamedEntry): number {
  return (kind === 'directory' ? 0 : 2) + (name.startsWith('.') ? 1 : 0);
}

function byText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
