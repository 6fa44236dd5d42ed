/**
 * How much an engine does unasked: `read-only` changes nothing; `asks` has each change allowed, or refuses it; `edits`
 * changes files, and runs what a sandbox or rules allow; `unlimited` does whatever it likes, outside any sandbox.
 */
export type Permission = (typeof PERMISSIONS)[number];

/** From the narrowest to the widest. */
export const PERMISSIONS = ['read-only', 'asks', 'edits', 'unlimited'] as const;

/** Whether `after` allows more than `before`. */
export function allowsMore(before: Permission, after: Permission): boolean {
  return PERMISSIONS.indexOf(after) > PERMISSIONS.indexOf(before);
}
