import { type Fault, faultAt } from '../faults/fault.js';
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

/** A warning for each claim that differs from an earlier one in the case of its letters only. */
export function nearlySame(claims: readonly Claim[], what: string): readonly Fault[] {
  const taken = new Map<string, string>();
  return claims.flatMap(({ value, path }) => {
    const folded = `${value}`.toLowerCase();
    const first = taken.get(folded);
    if (first === undefined) taken.set(folded, `${value}`);
    if (first === undefined || first === value) return [];
    const message = `The ${what} "${value}" differs from "${first}" in the case of its letters only.`;
    return [faultAt(path, message, `Choose a ${what} that can't be mistaken for the other one.`)];
  });
}
