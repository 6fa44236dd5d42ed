import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';
import { DEMO_TOKEN, DemoFiles, HOOK_SECRET, VISITOR } from './demo-files.js';
import { Keeper } from './keeper.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/untether.js', import.meta.url));
/** How long the program may take to say that it is there, and to end when it was asked to. */
const START_MS = 60_000;
const END_MS = 3_000;

/** How fast everything goes. */
export interface Tempo {
  /** How long a step of the played agent takes. */
  readonly paceMs: number;
}

/** The real program between a Telegram and an agent that are both played on this machine. */
export class DemoStage {
  readonly server = new TelegramServer();
  readonly files: DemoFiles;
  readonly #port: number;
  readonly #tempo: Tempo;
  readonly #keeper: Keeper;
  #program: ChildProcess | null = null;
  #closing: Promise<number | null> | null = null;

  private constructor(directory: string, port: number, tempo: Tempo) {
    this.files = new DemoFiles(directory);
    this.#port = port;
    this.#tempo = tempo;
    this.#keeper = new Keeper(directory);
  }

  /** Sets everything up in a temporary directory and resolves when the bot has said that it is running. */
  static async open(tempo: Tempo): Promise<DemoStage> {
    const directory = await mkdtemp(join(tmpdir(), 'untether-demo-'));
    const stage = new DemoStage(directory, await freePort(), tempo);
    stage.server.addUser(VISITOR, 'You');
    stage.server.addBot(DEMO_TOKEN, { username: 'untether_demo_bot' });
    stage.server.addChat(VISITOR);
    await stage.server.start();
    await stage.files.write({ apiUrl: stage.server.url, port: stage.#port });
    await stage.#start();
    return stage;
  }

  /** Every message of the chat that is there, oldest first. */
  get messages(): readonly LoggedMessage[] {
    return this.server.chat(VISITOR).visible;
  }

  /** Where a post starts a run. */
  get hookUrl(): string {
    return `http://127.0.0.1:${this.#port}/hooks/issues`;
  }

  /** A command that posts to the webhook. */
  get curl(): string {
    return `curl -H 'Authorization: Bearer ${HOOK_SECRET}' -d '{"title":"Cart total wrong","author":"Ada"}' ${this.hookUrl}`;
  }

  /** The visitor writes. */
  say(text: string): LoggedMessage {
    return this.server.sendText(VISITOR, VISITOR, text);
  }

  /** Posts an issue to the webhook; resolves with what it answers. */
  async post(title: string): Promise<string> {
    const headers = { authorization: `Bearer ${HOOK_SECRET}` };
    const body = JSON.stringify({ title, author: 'Ada' });
    const response = await fetch(this.hookUrl, { method: 'POST', headers, body });
    return `${response.status} ${(await response.text()).trim()}`;
  }

  /** Ends the program in the middle of everything, as a crash does. */
  async kill(): Promise<void> {
    const program = this.#program;
    if (program === null || hasEnded(program)) return;
    const ended = once(program, 'exit');
    program.kill('SIGKILL');
    await ended;
  }

  /** Starts it again; resolves when it has said so. */
  async comeBack(): Promise<void> {
    await this.#start();
  }

  /** Ends the program as a service manager would, and removes everything; resolves with its exit code. */
  close(): Promise<number | null> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #start(): Promise<void> {
    const before = this.messages.length;
    const log = createWriteStream(join(this.files.directory, 'untether.log'), { flags: 'a' });
    const program = spawn(process.execPath, [PROGRAM, '--config', this.files.configPath], {
      cwd: this.files.project,
      env: {
        ...process.env,
        HOME: this.files.directory,
        PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
        CLAUDE_SCRIPTED_DIR: join(this.files.directory, 'conversations'),
        CLAUDE_PLAYED_PACE_MS: `${this.#tempo.paceMs}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // What a terminal tells its programs is for us; we end it.
      detached: true,
    });
    this.#program = program;
    this.#keeper.watch(program);
    program.stdout?.pipe(log, { end: false });
    program.stderr?.pipe(log, { end: false });
    program.once('close', () => log.end());
    const ended = once(program, 'exit').then(() => Promise.reject(new Error(`Untether ended; see ${log.path}`)));
    ended.catch(() => undefined);
    await Promise.race([this.server.waitFor(() => this.messages.length > before, START_MS), ended]);
  }

  async #close(): Promise<number | null> {
    const program = this.#program;
    if (program !== null && !hasEnded(program)) {
      const ended = once(program, 'exit');
      program.kill('SIGTERM');
      // It would let running work finish; a second signal says that there is no time for that.
      const impatience = [
        setTimeout(() => program.kill('SIGTERM'), END_MS),
        setTimeout(() => program.kill('SIGKILL'), 2 * END_MS),
      ];
      await ended;
      for (const timer of impatience) clearTimeout(timer);
    }
    await this.server.stop();
    await this.#keeper.close();
    return program?.exitCode ?? null;
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** A port that nobody listens on, below those that the system hands out by itself. */
async function freePort(): Promise<number> {
  for (let port = 9_876; ; port++) {
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise<void>((resolve) => void probe.close(() => resolve()));
    if (free) return port;
  }
}
