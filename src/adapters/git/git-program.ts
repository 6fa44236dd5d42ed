import { type ChildProcess, spawn } from 'node:child_process';
import type { Alarm } from '../../domain/ports/alarm.js';

/** How long a command may take; the checkout of a large tree is the slow one. */
const TIMEOUT_MS = 300_000;

/** How long output is awaited after git has ended: a hook may have left something running that holds the pipe. */
const DRAIN_MS = 1_000;

/** Git's wording is short; what comes after this is not kept. */
const LONGEST_OUTPUT = 64 * 1024;

/** How a git command ended. `code` is `null` if it could not be started or was killed; then `errors` says why. */
export interface GitExit {
  readonly code: number | null;
  /** Without the last line break. */
  readonly output: string;
  readonly errors: string;
  /** There was more output than is kept. */
  readonly cut: boolean;
}

/** How a git command is run, where that is not as usual. */
export interface GitOrder {
  /** Variables beside the usual ones. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly timeoutMs?: number;
  /** How much of the output is kept. */
  readonly mostBytes?: number;
}

/** Runs git commands, one process each, without a terminal. */
export class GitProgram {
  readonly #alarm: Alarm;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(alarm: Alarm, environment: NodeJS.ProcessEnv) {
    this.#alarm = alarm;
    this.#environment = environment;
  }

  /** Runs `git <args>` in the directory, which must exist; never rejects. */
  run(directory: string, args: readonly string[], order: GitOrder = {}): Promise<GitExit> {
    const { variables, input, timeoutMs = TIMEOUT_MS, mostBytes = LONGEST_OUTPUT } = order;
    return new Promise((resolve) => {
      const git = spawn('git', args, {
        cwd: directory,
        // Without a session of our terminal nothing that git starts can ask there.
        detached: true,
        env: { ...this.#environment, ...variables },
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      });
      // A git that has ended already reads nothing; how it ended tells why.
      git.stdin?.on('error', () => {}).end(input);
      const output = collect(git.stdout, mostBytes);
      const errors = collect(git.stderr, LONGEST_OUTPUT);
      // On SIGTERM git takes back a half-made worktree.
      const stopTimer = this.#alarm.after(timeoutMs, () => git.kill('SIGTERM'));
      let stopDrain = () => {};
      const end = (code: number | null, why = '') => {
        stopTimer();
        stopDrain();
        letGo(git);
        const { text, cut } = output();
        resolve({ code, output: text.replace(/\n$/, ''), errors: errors().text.trim() || why, cut });
      };
      git.once('error', (error: NodeJS.ErrnoException) => end(null, startProblem(error)));
      git.once('close', (code, signal) => end(code, signal === null ? '' : `git was ended by ${signal}`));
      git.once('exit', (code) => {
        stopDrain = this.#alarm.after(DRAIN_MS, () => end(code));
      });
    });
  }
}

function collect(
  stream: NodeJS.ReadableStream | null,
  mostBytes: number,
): () => { readonly text: string; readonly cut: boolean } {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (length < mostBytes) chunks.push(chunk);
    length += chunk.length;
  });
  return () => ({ text: Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'), cut: length > mostBytes });
}

function letGo(git: ChildProcess): void {
  git.removeAllListeners('close');
  git.stdout?.destroy();
  git.stderr?.destroy();
}

function startProblem(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOENT'
    ? 'git is not installed, or not on the PATH'
    : `git could not be started: ${error.message}`;
}
