import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { procTable } from '../../src/adapters/engines/process/process-table.js';
import { FreePorts } from '../faults/free-port.js';
import { processName } from '../support/leaks.js';
import { scriptedEngine } from '../support/scripted-engine/path.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';

/** Keeps the programs from asking name servers. */
const LOOPBACK_NAMES = fileURLToPath(new URL('../support/loopback-names.preload.js', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../../bin/untether.js', import.meta.url));
/** The program before it is bundled, for faults that a test puts into single modules. */
export const UNBUNDLED = fileURLToPath(new URL('../../src/composition/cli.js', import.meta.url));

/** The token of the rig's bot; opens nothing anywhere. */
export const TOKEN = '4711:end-to-end-token-of-nobody';
/** The only person, and their private chat. */
export const ADA = 7;
/** A guard against waiting for ever, not a measure of how fast the machine is. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 50;
const ports = new FreePorts();

/** The built program with real files, signals and processes, between a loopback Bot API and the scripted engine. */
export class Rig implements AsyncDisposable {
  readonly server: TelegramServer;
  readonly directory: string;
  readonly configPath: string;
  readonly #programs: ChildProcess[] = [];
  /** Variables that the programs get beside the usual ones. */
  environment: Readonly<Record<string, string>> = {};
  /** What is started. */
  program = PROGRAM;
  /** Further flags of Node that the programs are started with. */
  nodeFlags: readonly string[] = [];
  /** Whether a preload keeps the programs from asking name servers; it takes its share of their start. */
  loopbackNames = true;
  /** What plays the agent. */
  engine = scriptedEngine;
  /** Everything that the programs printed. */
  output = '';

  private constructor(directory: string, now: () => number) {
    this.server = new TelegramServer({ now });
    this.directory = directory;
    this.configPath = join(directory, 'untether.toml');
  }

  /** `now` is the clock of the Bot API. */
  static async open(now: () => number = Date.now): Promise<Rig> {
    const rig = new Rig(await mkdtemp(join(tmpdir(), 'untether-e2e-')), now);
    rig.server.addBot(TOKEN, { username: 'rig_bot' });
    rig.server.addUser(ADA, 'Ada');
    rig.server.addChat(ADA);
    // One that the kernel gives to nobody: while this server is away, its program must not find another test's.
    await rig.server.start(await ports.take());
    await mkdir(join(rig.directory, 'project'));
    await rig.configure(rig.config());
    return rig;
  }

  /** A configuration that works; `more` is put behind it. */
  config(more = ''): string {
    return `default_engine = "claude"
default_project = "p"
[transports.telegram]
bot_token = "${TOKEN}"
api_url = "${this.server.url}"
chat_id = ${ADA}
allowed_user_ids = [${ADA}]
session_mode = "chat"
[projects.p]
path = "project"
[claude]
command = "${this.engine}"
${more}`;
  }

  async configure(text: string): Promise<void> {
    await writeFile(this.configPath, text, { mode: 0o600 });
  }

  /** Starts the program without waiting for anything. */
  launch(...args: string[]): ChildProcess {
    const preload = this.loopbackNames ? [`--import=${LOOPBACK_NAMES}`] : [];
    const program = spawn(process.execPath, [...preload, ...this.nodeFlags, this.program, ...args], {
      cwd: this.directory,
      env: { PATH: process.env['PATH'], HOME: this.directory, LANG: 'C.UTF-8', ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    program.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    program.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.#programs.push(program);
    return program;
  }

  /** Starts the program and resolves when it has told the owner so. */
  async start(): Promise<ChildProcess> {
    const told = this.bots().length;
    const program = this.launch('--config', this.configPath);
    await this.until('the start message', () =>
      this.bots()
        .slice(told)
        .find((one) => one.now.text.includes('is running')),
    );
    return program;
  }

  /** Resolves with the exit code, or the signal that ended it. */
  async ended(program: ChildProcess): Promise<number | string | null> {
    if (program.exitCode === null && program.signalCode === null) await once(program, 'exit');
    return program.exitCode ?? program.signalCode;
  }

  /** Processes that stem from this rig's programs, the programs themselves left out; seen on Linux only. */
  async processes(): Promise<readonly number[]> {
    const programs = this.#programs.map((program) => program.pid);
    const entries = await procTable.read();
    return entries
      .filter(({ pid, zombie }) => !zombie && !programs.includes(pid))
      .filter(({ pid }) => procTable.hasVariable(pid, `HOME=${this.directory}`))
      .map(({ pid }) => pid);
  }

  /** What stems from this rig's programs and does not end; what is about to end, or only asks an agent for its version, does. */
  async processesLeft(): Promise<readonly string[]> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const left = await this.processes();
      if (left.length === 0 || performance.now() > deadline) return left.map(processName);
      await sleep(LOOK_MS);
    }
  }

  /** Ada writes. */
  say(text: string): LoggedMessage {
    return this.server.sendText(ADA, ADA, text);
  }

  /** Every message that the bot ever sent. */
  bots(): readonly LoggedMessage[] {
    return this.server.chat(ADA).all.filter((message) => message.fromBot);
  }

  /** The bot's messages in reply to one, that are there. */
  answersTo(asked: LoggedMessage): readonly LoggedMessage[] {
    return this.bots().filter((one) => one.replyTo === asked.messageId && one.deletedAtMs === null);
  }

  /** The answer to a message that shows the text. */
  answer(asked: LoggedMessage, text: string): Promise<LoggedMessage> {
    return this.until(text, () => this.answersTo(asked).find((one) => one.now.text.includes(text)));
  }

  /** The first value that is there. */
  async until<T>(what: string, look: () => T | null | undefined): Promise<T> {
    try {
      return (await this.server.waitFor(look, PATIENCE_MS)) as T;
    } catch (cause) {
      const seen = this.bots().map((one) => one.now.text);
      throw new Error(`waited in vain for ${what}\n${JSON.stringify(seen, null, 1)}\n${this.output}`, { cause });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const program of this.#programs) {
      if (program.exitCode !== null || program.signalCode !== null) continue;
      program.kill('SIGKILL');
      await once(program, 'exit');
    }
    const left = await this.processes();
    for (const pid of left) process.kill(pid, 'SIGKILL');
    await this.server.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
