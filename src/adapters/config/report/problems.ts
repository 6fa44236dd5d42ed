import type { ConfigProblem } from '../../../application/values/reload/config-problem.js';
import { type Origins, originOf } from '../environment/origins.js';
import type { Fault } from '../faults/fault.js';
import type { Positions } from '../toml/positions.js';
import { dotted } from '../toml/tree.js';

/** Words faults as problems of a file; looks for their positions only when there are any. */
export class ProblemWriter {
  readonly #file: string;
  readonly #positions: Positions;
  readonly #origins: Origins;

  constructor(file: string, positions: Positions, origins: Origins) {
    this.#file = file;
    this.#positions = positions;
    this.#origins = origins;
  }

  /** The faults as problems, those at the beginning of the file first. */
  write(faults: readonly Fault[], severity: ConfigProblem['severity']): readonly ConfigProblem[] {
    return faults.map((fault) => this.#problem(fault, severity)).sort(byPlace);
  }

  #problem(fault: Fault, severity: ConfigProblem['severity']): ConfigProblem {
    const { message, hint } = fault;
    const origin = originOf(fault.path, this.#origins);
    if ('variable' in origin) {
      const named = `${message.replace(/\.$/, '')} (set by the environment variable ${origin.variable}).`;
      return { severity, file: this.#file, line: null, column: null, key: dotted(fault.path), message: named, hint };
    }
    const place = this.#positions(origin.path, fault.at);
    return {
      severity,
      file: this.#file,
      line: place?.line ?? null,
      column: place?.column ?? null,
      key: dotted(origin.path),
      message,
      hint,
    };
  }
}

function byPlace(a: ConfigProblem, b: ConfigProblem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
