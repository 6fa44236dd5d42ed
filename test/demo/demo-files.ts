import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const AGENT = fileURLToPath(new URL('../../../test/demo/agent/played-agent.mjs', import.meta.url));
const WEBSHOP = fileURLToPath(new URL('../../../test/demo/webshop', import.meta.url));

/** The token of the demonstration's bot; opens nothing anywhere. */
export const DEMO_TOKEN = '1001:demo-token-that-opens-nothing-anywhere';
/** The only person of the demonstration; also the id of their private chat with the bot. */
export const VISITOR = 7;
/** The webhook's secret in the demonstration. */
export const HOOK_SECRET = 'demo-secret-that-opens-nothing';

/** A line that can't be right, as an unlucky edit leaves it. */
const BROKEN = '\n[progress]\nmax_actions = "a few"\n';

/** What the sample configuration depends on. */
export interface SampleFacts {
  readonly apiUrl: string;
  readonly port: number;
}

/** The files of the demonstration: a configuration, a little shop under git, and the program that plays the agent. */
export class DemoFiles {
  readonly directory: string;
  readonly configPath: string;
  readonly project: string;
  /** Each change begins when the one before is saved. */
  #saved: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.directory = directory;
    this.configPath = join(directory, 'untether.toml');
    this.project = join(directory, 'webshop');
  }

  /** Writes all of them. */
  async write(facts: SampleFacts): Promise<void> {
    await mkdir(join(this.directory, 'bin'));
    const claude = join(this.directory, 'bin', 'claude');
    await writeFile(claude, `#!/bin/sh\nexec '${process.execPath}' '${AGENT}' "$@"\n`);
    await chmod(claude, 0o755);
    await cp(WEBSHOP, this.project, { recursive: true });
    await commitAll(this.project);
    await writeFile(this.configPath, sampleConfig(facts, claude), { mode: 0o600 });
  }

  /** Saves the configuration with a mistake in it; `false` if it has that mistake already. */
  break(): Promise<boolean> {
    return this.#edit((text) => (text.includes(BROKEN) ? text : `${text}${BROKEN}`));
  }

  /** Saves the configuration without that mistake; `false` if there is none. */
  repair(): Promise<boolean> {
    return this.#edit((text) => text.replaceAll(BROKEN, ''));
  }

  /** Saves the configuration with one more cron: for an instant, or on a schedule. */
  schedule(id: string, time: Date | string): Promise<boolean> {
    const when = typeof time === 'string' ? `schedule = "${time}"` : `at = ${wholeSecond(time)}`;
    const cron = `\n[[triggers.crons]]\nid = "${id}"\n${when}\nprompt = "Run the tests of the shop and say what fails."\n`;
    return this.#edit((text) => (text.includes(BROKEN) ? text.replace(BROKEN, `${cron}${BROKEN}`) : `${text}${cron}`));
  }

  #edit(change: (text: string) => string): Promise<boolean> {
    const edit = this.#saved.then(() => this.#save(change));
    this.#saved = edit.catch(() => undefined);
    return edit;
  }

  async #save(change: (text: string) => string): Promise<boolean> {
    const text = await readFile(this.configPath, 'utf8');
    const changed = change(text);
    if (changed === text) return false;
    // In one piece, as editors save: whoever reads meanwhile never sees half of it.
    const draft = `${this.configPath}.new`;
    await writeFile(draft, changed, { mode: 0o600 });
    await rename(draft, this.configPath);
    return true;
  }
}

/** The instant as people write it: from a second on, never before. */
function wholeSecond(time: Date): string {
  return new Date(Math.ceil(time.getTime() / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
}

async function commitAll(directory: string): Promise<void> {
  const git = (...args: string[]) => promisify(execFile)('git', ['-C', directory, ...args]);
  await git('init', '--quiet', '--initial-branch=main');
  for (const [name, value] of [
    ['user.name', 'Demo'],
    ['user.email', 'demo@localhost'],
    ['commit.gpgsign', 'false'],
    ['core.hooksPath', '/dev/null'],
  ] as const) {
    await git('config', name, value);
  }
  await git('add', '--all');
  await git('commit', '--quiet', '--message=Open the shop');
}

function sampleConfig({ apiUrl, port }: SampleFacts, claude: string): string {
  return `# The configuration of this demonstration. A real one has your bot's token and no api_url.
default_engine = "claude"
default_project = "webshop"

[transports.telegram]
bot_token = "${DEMO_TOKEN}"
api_url = "${apiUrl}"
chat_id = ${VISITOR}
allowed_user_ids = [${VISITOR}]
session_mode = "chat"

[projects.webshop]
path = "webshop"

# A program that speaks like Claude Code plays the agent here.
[claude]
command = "${claude}"
allowed_tools = ["Bash(node --test:*)", "Bash(git diff:*)"]

[triggers]
enabled = true

[triggers.server]
port = ${port}

[[triggers.webhooks]]
id = "issues"
path = "/hooks/issues"
secret = "${HOOK_SECRET}"
prompt_template = "Issue “{{title}}” by {{author}}. Look into it."
`;
}
