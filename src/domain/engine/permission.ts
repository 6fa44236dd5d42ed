/**
 * How much an engine does unasked: `read-only` changes nothing; `asks` has each change allowed, or refuses it; `edits`
 * changes files, and runs what a sandbox or rules allow; `unlimited` does whatever it likes, outside any sandbox.
 */
export type Permission = (typeof PERMISSIONS)[number];

/**
 * What a mode comes to, as people are told: how much goes unasked, or more closely that it only plans (`plan`), that the engine
 * itself judges what to ask about (`judged`) or that it refuses what it was not allowed (`refused`).
 */
export type ModeMeaning = Permission | 'plan' | 'judged' | 'refused';

/** From the narrowest to the widest. */
export const PERMISSIONS = ['read-only', 'asks', 'edits', 'unlimited'] as const;

/** Whether `after` allows more than `before`. */
export function allowsMore(before: Permission, after: Permission): boolean {
  return PERMISSIONS.indexOf(after) > PERMISSIONS.indexOf(before);
}
