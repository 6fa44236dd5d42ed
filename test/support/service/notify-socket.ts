import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Waiting } from '../telegram-server/waiting.js';

const PROGRAM = fileURLToPath(new URL('notify-socket-program.js', import.meta.url));

/** One datagram: its assignments in order, and the process that sent it. */
export interface Notification {
  readonly lines: readonly string[];
  readonly pid: number | null;
}

/** The socket of a service manager, in a program of its own, since Node knows no datagram sockets of this kind. */
export class NotifySocket implements AsyncDisposable {
  /** What `$NOTIFY_SOCKET` is to be. */
  readonly address: string;
  /** Everything that arrived; what only keeps two programs in step (`BARRIER=1`) left out. */
  readonly received: Notification[] = [];
  readonly #program: ChildProcess;
  readonly #waiting = new Waiting();
  #bound = false;

  private constructor(address: string) {
    this.address = address;
    this.#program = spawn(process.execPath, [PROGRAM, address], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { stdout } = this.#program;
    if (stdout === null) throw new Error('the program has no output');
    createInterface(stdout).on('line', (line) => this.#take(line));
  }

  /** Resolves when the socket can be sent to. */
  static async open(address: string): Promise<NotifySocket> {
    const socket = new NotifySocket(address);
    await socket.until(() => socket.#bound);
    return socket;
  }

  /** Every line that arrived, in order. */
  get lines(): readonly string[] {
    return this.received.flatMap(({ lines }) => lines);
  }

  /** Resolves with the first value of `look` that is neither `false`, `null` nor `undefined`. */
  until<T>(look: () => T, timeoutMs = 10_000): Promise<Exclude<T, false | null | undefined>> {
    return this.#waiting.for(look, timeoutMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#program.exitCode !== null) return;
    this.#program.kill('SIGKILL');
    await once(this.#program, 'exit');
  }

  #take(line: string): void {
    const { text, pid = null } = JSON.parse(line) as { text?: string; pid?: number | null };
    this.#bound = true;
    const lines = (text ?? '').split('\n').filter((one) => one !== '' && one !== 'BARRIER=1');
    if (lines.length > 0) this.received.push({ lines, pid });
    this.#waiting.changed();
  }
}
