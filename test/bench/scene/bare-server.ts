import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ProgramName, programPath } from './ask-program.js';
import { forgetAbout, remember } from './still-open.js';

/** A yardstick that listens, in a process of its own. */
export class BareServer implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** Starts it; it prints the port that it was given. */
  static async open(name: ProgramName, ...args: readonly string[]): Promise<BareServer> {
    const child = spawn(process.execPath, [programPath(name), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    const server = new BareServer(child, Number(port));
    remember(server);
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    forgetAbout(this);
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
