import { sameValue } from '../../../../domain/same-value.js';
import type { Widens, Wider } from './verdict.js';

const CHANGED: Wider = { kind: 'changed' };

/** A switch that allows something. */
export const turnedOn: Widens<boolean> = {
  text: 'turned on',
  judge: (before, after) => (after && !before ? CHANGED : null),
};

/** A switch that guards something. */
export const turnedOff: Widens<boolean> = {
  text: 'turned off',
  judge: (before, after) => (before && !after ? CHANGED : null),
};

/** A limit from above. */
export const raised: Widens<number> = {
  text: 'raised',
  judge: (before, after) => (after > before ? CHANGED : null),
};

/** A limit from above that `null` or 0 takes away. */
export const raisedOrRemoved: Widens<number | null> = {
  text: 'raised, or no limit any more',
  judge: (before, after) => (limit(after) > limit(before) ? CHANGED : null),
};

/** A limit from below. */
export const lowered: Widens<number> = {
  text: 'lowered',
  judge: (before, after) => (after < before ? CHANGED : null),
};

/** What decides by itself what happens, so that nobody can say of two values which allows more; an entry that is new is told as one. */
export const changed: Widens<unknown> = {
  text: 'any change',
  judge: (before, after, { isNew }) => (isNew || sameValue(before, after) ? null : CHANGED),
};

/** The same where taking the value away allows nothing. */
export const changedUnlessUnset: Widens<unknown> = {
  text: 'any change, but for unset',
  judge: (before, after, comparison) => (after === null ? null : changed.judge(before, after, comparison)),
};

/** A list of what is allowed, on which nothing means nothing. */
export const added: Widens<readonly (string | number)[]> = {
  text: 'entries added',
  judge: (before, after) => listed('added', missing(after, before)),
};

/** A list of what is allowed, on which nothing means everything. */
export const addedOrEmptied: Widens<readonly (string | number)[] | null> = {
  text: 'entries added, or all taken out',
  judge: (before, after) => {
    const [known, now] = [before ?? [], after ?? []];
    if (known.length === 0) return null;
    return now.length === 0 ? CHANGED : listed('added', missing(now, known));
  },
};

/** A list of what is denied. */
export const removed: Widens<readonly (string | number)[]> = {
  text: 'entries removed',
  judge: (before, after) => listed('removed', missing(before, after)),
};

/** Words from the one that allows least to the one that allows most. */
export function towards<W extends string>(...words: readonly W[]): Widens<W> {
  return {
    text: `towards \`${words.at(-1)}\``,
    judge: (before, after) => (words.indexOf(after) > words.indexOf(before) ? CHANGED : null),
  };
}

/** Only that word allows more than the others. */
export function becomes<W extends string>(word: W): Widens<NoInfer<W> | (string & {})> {
  return { text: `\`${word}\``, judge: (before, after) => (after === word && before !== word ? CHANGED : null) };
}

/** The items as a way to be wider; `null` if there are none. */
export function listed(kind: 'added' | 'removed', items: readonly (string | number)[]): Wider | null {
  return items.length === 0 ? null : { kind, items: items.map(String) };
}

function missing<T>(these: readonly T[], among: readonly T[]): readonly T[] {
  const known = new Set(among);
  return these.filter((one) => !known.has(one));
}

function limit(value: number | null): number {
  return value === null || value === 0 ? Number.POSITIVE_INFINITY : value;
}
