import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Rig } from '../end-to-end/rig.js';
import { send } from '../support/http-request.js';
import { mountedFile } from './save-kinds.js';

/** Triggers between the first and the last hook, so that a beginning of the file looks like a configuration. */
const FILLING = 20;
/** What posts prove themselves with. */
export const HOOK_SECRET = 'nobody-knows';

/** How the file lies on the disk. */
export type Layout = 'plain' | 'mounted';

/** How a stage is set up. */
export interface SaveStageOptions {
  /** In every version, as TOML. */
  readonly hooks?: string;
  readonly settleMs?: number;
}

/** The program over a file with numbered versions; which of them is live, and whether the whole of it, can be seen from outside. */
export class SaveStage implements AsyncDisposable {
  readonly rig: Rig;
  readonly file: string;
  readonly port: number;
  readonly #options: SaveStageOptions;

  private constructor(rig: Rig, file: string, port: number, options: SaveStageOptions) {
    this.#options = options;
    this.rig = rig;
    this.file = file;
    this.port = port;
  }

  /** The program runs, and version 0 is live. */
  static async open(layout: Layout, port: number, options: SaveStageOptions = {}): Promise<SaveStage> {
    const stage = await SaveStage.prepare(layout, port, options);
    const { rig } = stage;
    stage.launch();
    const deadline = performance.now() + 15_000;
    while (!(await stage.isLive(0))) {
      if (performance.now() > deadline) throw new Error(`the program did not start\n${rig.output}`);
      await pause(20);
    }
    // The watch begins after the listener.
    await rig.until('the start message', () => rig.bots().find((one) => one.now.text.includes('is running')));
    return stage;
  }

  /** Version 0 is in the file; nothing runs. */
  static async prepare(layout: Layout, port: number, options: SaveStageOptions = {}): Promise<SaveStage> {
    const rig = await Rig.open();
    const directory = join(rig.directory, 'conf');
    await mkdir(directory);
    const stage = new SaveStage(rig, join(directory, 'untether.toml'), port, options);
    const text = stage.version(0);
    if (layout === 'mounted') await mountedFile(directory, text);
    else await writeFile(stage.file, text, { mode: 0o600 });
    return stage;
  }

  /** Starts the program without waiting for anything. */
  launch(): ChildProcess {
    return this.rig.launch('--config', this.file);
  }

  /** The text of a version: its first trigger and its last one carry its number. */
  version(number: number): string {
    const { rig } = this;
    const base = rig.config().replace('path = "project"', `path = "${join(rig.directory, 'project')}"`);
    const filling = Array.from(
      { length: FILLING },
      (_, index) => `[[triggers.crons]]\nid = "c${index}"\nschedule = "0 0 1 1 *"\nprompt = "version ${number}"\n`,
    );
    const tell = 'action = "notify_only"\nmessage_template = "news"';
    const hook = (name: string) => hookOf(name, `/${name}-${number}`, tell);
    return `state_dir = "${join(dirname(dirname(this.file)), 'state')}"
${base}
[reload]
announce = "failures"
tripwire = false
settle_ms = ${this.#options.settleMs ?? 20}
[triggers]
enabled = true
[triggers.server]
port = ${this.port}
always = true
rate_limit = 1000000000
${hook('first')}${filling.join('')}${this.#options.hooks ?? ''}${hook('last')}`;
  }

  /** Whether the end of a version is live. */
  isLive(number: number): Promise<boolean> {
    return this.#has(`/last-${number}`);
  }

  /** Whether the beginning of a version is live without its end. */
  async isTorn(number: number): Promise<boolean> {
    return (await this.#has(`/first-${number}`)) && (await this.#status(`/last-${number}`)) === 404;
  }

  /** The number of the configuration in force. */
  async generation(): Promise<number> {
    const { text } = await send({ port: this.port, path: '/health', method: 'GET' });
    return (JSON.parse(text) as { generation: number }).generation;
  }

  /** What was told of edits that seemed wrong. */
  get falseAlarms(): readonly string[] {
    return this.rig.bots().flatMap(({ now }) => (now.text.includes('was not applied') ? [now.text] : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rig[Symbol.asyncDispose]();
  }

  async #has(path: string): Promise<boolean> {
    return (await this.#status(path)) === 405;
  }

  /** A hook answers a GET with 405, a path that nobody has with 404; 0 if nobody answers. */
  async #status(path: string): Promise<number> {
    const { status } = await send({ port: this.port, path, method: 'GET' }).catch(() => ({ status: 0 }));
    return status;
  }
}

/** A hook that bearers of the secret may post to, as TOML. */
export function hookOf(id: string, path: string, action: string): string {
  return `[[triggers.webhooks]]\nid = "${id}"\npath = "${path}"\nsecret = "${HOOK_SECRET}"\n${action}\n`;
}
