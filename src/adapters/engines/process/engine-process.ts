import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { errorText } from '../../../domain/error-text.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import type { EngineTimings } from './engine-timings.js';
import type { ProcessTable } from './process-table.js';
import { ProcessTree } from './process-tree.js';
import { StderrRing } from './stderr-ring.js';

/** How a process ended: by a code of its own or by a signal. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** What to start. */
export interface ProcessOrder {
  readonly program: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: string | null;
  /** Whether standard input stays open after that. */
  readonly keepsInput?: boolean;
  /** `NAME=value` of a variable that only this process and what it starts have. */
  readonly mark: string;
}

/** What processes are started and ended with. */
export interface ProcessTools {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly table: ProcessTable;
  readonly timings: EngineTimings;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

interface StartedChild {
  readonly child: Child;
  readonly pid: number;
  /** Names its run in the environment of all that it starts. */
  readonly mark: string;
}

/**
 * A program that leads a session of its own, and everything that it starts. Made of `node:child_process` rather than
 * execa, whose promise waits for the pipes: a grandchild that holds them would decide when a run is over.
 */
export class EngineProcess {
  readonly pid: number;
  readonly stdout: Readable;
  readonly exited: Promise<ProcessExit>;
  readonly #child: Child;
  readonly #tools: ProcessTools;
  readonly #tree: ProcessTree;
  readonly #stderr = new StderrRing();
  readonly #ended = Promise.withResolvers<void>();
  #ending: Promise<number> | null = null;

  private constructor({ child, pid, mark }: StartedChild, tools: ProcessTools) {
    this.pid = pid;
    this.stdout = child.stdout;
    this.#child = child;
    this.#tools = tools;
    this.#tree = new ProcessTree(tools.table, pid, mark);
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    child.stderr.on('data', (chunk: Buffer) => this.#stderr.push(chunk));
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {});
  }

  /** Starts the program; `cannot-start` if the system refuses. */
  static async start(order: ProcessOrder, tools: ProcessTools): Promise<Result<EngineProcess, EngineProblem>> {
    try {
      const child = spawn(order.program, order.args, {
        cwd: order.directory,
        env: { ...order.environment },
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      // An exit can follow at once, so everything listens before the first wait.
      const { pid } = child;
      const started = pid === undefined ? null : new EngineProcess({ child, pid, mark: order.mark }, tools);
      if (started === null) {
        const [error] = await once(child, 'error');
        return fail({ kind: 'cannot-start', message: errorText(error) });
      }
      child.on('error', () => {});
      if (order.keepsInput === true) child.stdin.write(order.stdin ?? '');
      else child.stdin.end(order.stdin ?? '');
      await started.look();
      return ok(started);
    } catch (error) {
      return fail({ kind: 'cannot-start', message: errorText(error) });
    }
  }

  /** Writes to standard input; what a program that is gone can't read is lost. */
  write(text: string): void {
    if (this.#child.stdin.writable) this.#child.stdin.write(text);
  }

  /** Says that nothing more will be written. */
  closeInput(): void {
    this.#child.stdin.end();
  }

  /** The last lines on standard error. */
  get stderr(): string {
    return this.#stderr.tail();
  }

  /** Resolves when `end` was called and has done what it could. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Takes note of what the program has started since; the more often, the less can hide from `end`. */
  async look(): Promise<void> {
    try {
      await this.#tree.look();
    } catch {
      // No file descriptor left to look with; the next look, or the mark, will find what this one missed.
    }
  }

  /**
   * Ends everything that is still alive: SIGTERM, a grace, SIGKILL. Resolves with the number of processes that had to be
   * ended, when all are gone and the streams are closed; calling it again joins the first call.
   */
  end(): Promise<number> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  /** Stops reading, without touching any process. */
  detach(): void {
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy();
    this.#child.unref();
  }

  async #end(): Promise<number> {
    try {
      return await this.#endTree();
    } catch {
      // The processes can't be listed (no file descriptor left); the leader's group needs no list.
      killGroup(this.pid);
      return 1;
    } finally {
      this.#ended.resolve();
    }
  }

  async #endTree(): Promise<number> {
    const { graceMs, killWaitMs } = this.#tools.timings;
    const count = await this.#tree.terminate();
    if (count === 0 || (await this.#gone(graceMs, () => this.#tree.terminate()))) return count;
    await this.#gone(killWaitMs, () => this.#tree.kill());
    return count;
  }

  /**
   * Whether all are gone within the time; those who show up meanwhile are told as well. Gone means not seen twice in a
   * row: a process in the middle of an exec has no environment to be known by.
   */
  async #gone(withinMs: number, tell: () => Promise<number>): Promise<boolean> {
    const { alarm, clock, timings } = this.#tools;
    const endMs = clock.monotonicMs() + withinMs;
    for (let missed = 0; ; ) {
      missed = (await tell()) === 0 ? missed + 1 : 0;
      if (missed === 2) return true;
      if (missed === 0 && clock.monotonicMs() >= endMs) return false;
      await new Promise<void>((resolve) => void alarm.after(timings.pollMs, resolve));
    }
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
