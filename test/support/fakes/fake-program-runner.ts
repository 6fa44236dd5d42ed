import type {
  ProgramOrder,
  ProgramProblem,
  ProgramResult,
  ProgramRunner,
} from '../../../src/application/ports/system/program-runner.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** Programs that a test installs; each says what it prints. */
export class FakeProgramRunner implements ProgramRunner {
  /** Every call, in order. */
  readonly calls: ProgramOrder[] = [];
  readonly #programs = new Map<string, (order: ProgramOrder) => string>();

  /** Installs a program that ends well. */
  install(name: string, says: (order: ProgramOrder) => string): void {
    this.#programs.set(name, says);
  }

  async run(order: ProgramOrder): Promise<Result<ProgramResult, ProgramProblem>> {
    this.calls.push(order);
    const says = this.#programs.get(order.program);
    return says === undefined ? fail({ kind: 'missing' }) : ok({ exitCode: 0, stdout: says(order), stderr: '' });
  }
}
