import { type Fault, faultAt } from '../fault.js';
import type { Path } from '../toml/tree.js';

/** A value that no other entry may have, and where it stands. */
export interface Claim {
  readonly value: string | number;
  readonly path: Path;
}

/** A fault for each claim to a value that an earlier one has already; `what` names the value. */
export function uniqueness(claims: readonly Claim[], what: string): readonly Fault[] {
  const taken = new Set<string | number>();
  return claims.flatMap(({ value, path }) => {
    if (taken.has(value))
      return [faultAt(path, `The ${what} "${value}" is taken by an entry above.`, `Choose another ${what}.`)];
    taken.add(value);
    return [];
  });
}
