import type { Complaint, Fault } from '../faults/fault.js';
import { remembered } from '../memory/remembered.js';
import { type Path, pathId } from '../toml/tree.js';

/** A condition over several keys of one table. It is asked only if all keys that it reads are well formed. */
export interface Rule<T> {
  readonly reads: readonly (keyof T & string)[];
  /** The key that is pointed at. */
  readonly at: keyof T & string;
  check(table: T): Complaint | null;
}

/** Makes rules for one table; the compiler sees to it that a rule reads no key but those it names. */
export function ruleFor<T extends object>() {
  return <const K extends keyof T & string>(
    at: K,
    others: readonly K[],
    check: (table: Pick<T, K>) => Complaint | null,
  ): Rule<T> => ({ reads: [at, ...others], at, check });
}

/** Which values are not well formed, so that no rule should be asked about them. */
export class BadPlaces {
  readonly #ids: ReadonlySet<string>;

  constructor(faults: readonly Fault[]) {
    this.#ids = new Set(faults.map((fault) => pathId(fault.path)));
  }

  /** Whether everything is well formed. */
  get isEmpty(): boolean {
    return this.#ids.size === 0;
  }

  /** Whether the value at the path, or a table around it, is not well formed. */
  has(path: Path): boolean {
    if (this.isEmpty) return false;
    return path.some((_, index) => this.#ids.has(pathId(path.slice(0, index + 1))));
  }
}

/** Tables that keep the rules. Most are the same objects as in the document before, and a rule looks at nothing else. */
const faultless = remembered((_: readonly Rule<never>[]) => new WeakSet<object>());

/** What the rules have to say about the table at `path`. */
export function applyRules<T extends object>(
  rules: readonly Rule<T>[],
  table: T,
  path: Path,
  bad: BadPlaces,
): readonly Fault[] {
  const kept = faultless(rules);
  if (kept.has(table)) return [];
  const faults = broken(rules, table, path, bad);
  if (faults.length === 0 && bad.isEmpty) kept.add(table);
  return faults;
}

function broken<T>(rules: readonly Rule<T>[], table: T, path: Path, bad: BadPlaces): readonly Fault[] {
  const faults: Fault[] = [];
  for (const rule of rules) {
    if (rule.reads.some((key) => bad.has([...path, key]))) continue;
    const complaint = rule.check(table);
    if (complaint !== null) faults.push({ path: [...path, rule.at], at: 'value', ...complaint });
  }
  return faults;
}
