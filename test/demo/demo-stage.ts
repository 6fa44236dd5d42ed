import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/untether.js', import.meta.url));
const ENGINE = fileURLToPath(new URL('../../../test/support/scripted-engine/scripted-engine.mjs', import.meta.url));
const TOKEN = '1001:demo-token-that-opens-nothing-anywhere';

const CONFIG = 'untether.toml';
/** The webhook's secret in the demonstration. */
export const HOOK_SECRET = 'demo-secret';

/** The only person of the demonstration; also the id of their private chat with the bot. */
export const VISITOR = 7;

/** The real program between a Telegram and an agent that are both played on this machine. */
export class DemoStage {
  readonly server: TelegramServer;
  readonly directory: string;
  readonly configPath: string;
  /** Where a post starts a run. */
  readonly hookUrl: string;
  readonly #program: ChildProcess;

  private constructor(server: TelegramServer, directory: string, port: number, program: ChildProcess) {
    this.server = server;
    this.directory = directory;
    this.configPath = join(directory, CONFIG);
    this.hookUrl = `http://127.0.0.1:${port}/hooks/hello`;
    this.#program = program;
  }

  /** Sets everything up in a temporary directory and resolves when the bot has said that it is running. */
  static async open(): Promise<DemoStage> {
    const directory = await mkdtemp(join(tmpdir(), 'untether-demo-'));
    const project = join(directory, 'hello-project');
    await mkdir(project);
    const server = new TelegramServer();
    server.addUser(VISITOR, 'You');
    server.addBot(TOKEN, { username: 'untether_demo_bot' });
    server.addChat(VISITOR);
    await server.start();
    const configPath = join(directory, CONFIG);
    const port = await freePort();
    await writeFile(configPath, sampleConfig(server.url, port), { mode: 0o600 });
    const program = spawn(process.execPath, [PROGRAM, '--config', configPath], {
      cwd: project,
      env: { ...process.env, HOME: directory },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(directory, 'untether.log'));
    program.stdout?.pipe(log, { end: false });
    program.stderr?.pipe(log, { end: false });
    const stage = new DemoStage(server, directory, port, program);
    const ended = once(program, 'exit').then(() => Promise.reject(new Error(`Untether ended; see ${log.path}`)));
    await Promise.race([server.waitFor(() => server.chat(VISITOR).all.length > 0, 15_000), ended]);
    ended.catch(() => undefined);
    return stage;
  }

  /** A command that posts to the webhook. */
  get curl(): string {
    return `curl -H 'Authorization: Bearer ${HOOK_SECRET}' -d '{"what":"a deploy"}' ${this.hookUrl}`;
  }

  /** Ends the program as a service manager would, and resolves with its exit code. */
  async close(): Promise<number | null> {
    if (this.#program.exitCode === null) {
      this.#program.kill('SIGTERM');
      await once(this.#program, 'exit');
    }
    await this.server.stop();
    await rm(this.directory, { recursive: true, force: true });
    return this.#program.exitCode;
  }
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

function sampleConfig(apiUrl: string, port: number): string {
  return `# The configuration of this demonstration. A real one has your bot's token and no api_url.
default_engine = "claude"
default_project = "hello"

[transports.telegram]
bot_token = "${TOKEN}"
api_url = "${apiUrl}"
chat_id = ${VISITOR}
allowed_user_ids = [${VISITOR}]
session_mode = "chat"

[projects.hello]
path = "hello-project"

# A small program that speaks like Claude Code plays the agent here.
[claude]
command = "${ENGINE}"

[triggers]
enabled = true

[triggers.server]
port = ${port}

[[triggers.webhooks]]
id = "hello"
path = "/hooks/hello"
secret = "${HOOK_SECRET}"
prompt_template = "Somebody posted about {{what}}. Say what you would do."

[[triggers.crons]]
id = "once-soon"
schedule = "* * * * *"
run_once = true
prompt = "The minute is over. Say something about it."
`;
}
