import type { Environment } from '../../application/ports/config/environment.js';

/** The variables of a process, as `process.env` has them. */
export class ProcessEnvironment implements Environment {
  readonly #variables: Readonly<Record<string, string | undefined>>;

  constructor(variables: Readonly<Record<string, string | undefined>>) {
    this.#variables = variables;
  }

  valueOf(name: string): string | null {
    return this.#variables[name] ?? null;
  }
}
