import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('keeper.program.js', import.meta.url));

/** A process that outlives this one for a moment: when this one ends, however it does, it ends what was started and removes the directory. */
export class Keeper {
  readonly #process: ChildProcess;

  constructor(directory: string) {
    // Its own session, so that a terminal that is closed does not end it too.
    this.#process = spawn(process.execPath, [PROGRAM, directory], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#process.stdin?.on('error', () => undefined);
  }

  /** Ends the program with the rest, unless it has ended before. */
  watch(program: ChildProcess): void {
    this.#process.stdin?.write(`${program.pid}\n`);
    program.once('exit', () => this.#process.stdin?.write(`-${program.pid}\n`));
  }

  /** Tidies up now; resolves when nothing is left. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.stdin?.end();
    await ended;
  }
}
