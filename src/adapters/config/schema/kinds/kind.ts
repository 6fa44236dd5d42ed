import type { Result } from '../../../../domain/result.js';
import type { Complaint } from '../../faults/fault.js';
import type { TreeValue } from '../../toml/tree.js';

/** A kind of value: what it is called in the reference page, and how it is read from a document. */
export interface Kind<T> {
  /** Type and bounds in Markdown. */
  readonly type: string;
  /** Whether an environment variable's text is the value itself, not TOML. */
  readonly textual: boolean;
  /** Whether its values must not be shown. */
  readonly secret?: boolean;
  /** The value, or what is wrong with it. */
  read(raw: TreeValue): Result<T, Complaint>;
}

/** The kind with a further condition; `check` gives a complaint about values that it does not hold for. */
export function refined<T>(kind: Kind<T>, type: string, check: (value: T) => Complaint | null): Kind<T> {
  return {
    ...kind,
    type,
    read(raw) {
      const result = kind.read(raw);
      const problem = result.ok ? check(result.value) : null;
      return problem === null ? result : { ok: false, problem };
    },
  };
}
