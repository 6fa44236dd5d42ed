import type {
  ProgramOrder,
  ProgramProblem,
  ProgramResult,
  ProgramRunner,
} from '../../../application/ports/system/program-runner.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { callChild } from './child-call.js';
import { findProgram } from './program-path.js';
import { withoutColours } from './stderr-ring.js';

/** Calls programs, each in a process group that ends with it. */
export class GroupProgramRunner implements ProgramRunner {
  readonly #environment: () => Readonly<Record<string, string>>;
  readonly #alarm: Alarm;

  /** `environment` is what a program may see, asked for at each call. */
  constructor(environment: () => Readonly<Record<string, string>>, alarm: Alarm) {
    this.#environment = environment;
    this.#alarm = alarm;
  }

  async run(order: ProgramOrder, stop: StopSignal): Promise<Result<ProgramResult, ProgramProblem>> {
    const environment = this.#environment();
    const program = await findProgram(order.program, environment['PATH'] ?? '');
    if (program === null) return fail({ kind: 'missing' });
    const { args, timeoutMs, maxBytes } = order;
    const printed = { stdout: new Printed(maxBytes), stderr: new Printed(maxBytes) };
    const call = { program, args, environment, timeoutMs, stop, alone: true } as const;
    const ended = await callChild(call, this.#alarm, (chunk, from) => printed[from].add(chunk));
    if (!ended.ok) return ended;
    return ok({ exitCode: ended.value, stdout: printed.stdout.text, stderr: printed.stderr.text });
  }
}

/** The beginning of what was printed. */
class Printed {
  readonly #chunks: Buffer[] = [];
  #room: number;

  constructor(maxBytes: number) {
    this.#room = maxBytes;
  }

  add(chunk: Buffer): void {
    const kept = chunk.subarray(0, this.#room);
    this.#room -= kept.length;
    if (kept.length > 0) this.#chunks.push(kept);
  }

  /** Without colours. */
  get text(): string {
    return withoutColours(Buffer.concat(this.#chunks).toString('utf8'));
  }
}
