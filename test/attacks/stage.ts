import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ADA, Rig, TOKEN } from '../end-to-end/rig.js';
import { FreePorts } from '../faults/free-port.js';
import { send, type TestAnswer, type TestRequest } from '../support/http-request.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import type { Target } from './attempt.js';

const PATIENCE_MS = 20_000;
const LOOK_MS = 15;
/** People besides Ada who may steer, so that the pace of one chat slows nobody. */
const FIRST_PERSON = 1_000;
const PEOPLE = 400;
const ports = new FreePorts();
let words = 0;

/** How a stage is set up. */
export interface StageSetUp {
  /** What stands in the configuration behind the usual. */
  readonly more?: (stage: Stage) => string;
  /** Changes the whole text of the configuration. */
  readonly rewrite?: (text: string, stage: Stage) => string;
  /** What has to be there before the start. */
  readonly prepare?: (stage: Stage) => Promise<void> | void;
  /** Of the started program; the usual one is 022. */
  readonly umask?: number;
  /** Without it the program is not started. */
  readonly starts?: boolean;
}

/** The built program on loopback between a Bot API, the scripted engine and whoever posts; what is attacked. */
export class Stage implements Target {
  readonly rig: Rig;
  /** Of the listener for webhooks. */
  readonly port: number;
  program: ChildProcess | null = null;
  #people = 0;

  private constructor(rig: Rig, port: number) {
    this.rig = rig;
    this.port = port;
    rig.environment = {
      CLAUDE_SCRIPTED_LOG: this.file('engine.log'),
      CLAUDE_SCRIPTED_DIR: this.file('conversations'),
    };
    writeFileSync(this.file('engine.log'), '');
  }

  static async open(setUp: StageSetUp = {}): Promise<Stage> {
    const stage = new Stage(await Rig.open(), await ports.take());
    try {
      await stage.rig.configure(stage.config(setUp));
      await setUp.prepare?.(stage);
      if (setUp.starts !== false) await stage.start(setUp.umask);
      return stage;
    } catch (error) {
      await stage[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The text of the configuration for a set-up. */
  config({ more, rewrite }: StageSetUp = {}): string {
    const people = Array.from({ length: PEOPLE }, (_, index) => FIRST_PERSON + index);
    const usual = this.rig
      .config(`[progress]\ngroup_chat_rps = 10\n${more?.(this) ?? ''}`)
      .replace(
        `allowed_user_ids = [${ADA}]`,
        `allowed_user_ids = [${ADA}, ${people.join(', ')}]\nforward_coalesce_s = 0`,
      );
    return rewrite?.(usual, this) ?? usual;
  }

  /** Starts the program and resolves when it has told Ada so. */
  async start(umask = 0o022): Promise<void> {
    const before = process.umask(umask);
    try {
      const started = this.rig.start();
      this.program = await started;
    } finally {
      process.umask(before);
    }
  }

  file(...names: readonly string[]): string {
    return join(this.rig.directory, ...names);
  }

  /** A word that nobody has said yet. */
  word(): string {
    return `zq${`${++words}`.padStart(5, '0')}`;
  }

  /** Somebody who may steer, and is alone in a private chat with the bot. */
  person(): number {
    return FIRST_PERSON + (this.#people++ % PEOPLE);
  }

  post(path: string, request: Omit<TestRequest, 'port' | 'path'> = {}): Promise<TestAnswer> {
    return send({ port: this.port, path, ...request });
  }

  /** Every message of the bot, in all chats. */
  told(): readonly LoggedMessage[] {
    return [...this.rig.server.world.chats.values()].flatMap(({ log }) => log.all.filter((one) => one.fromBot));
  }

  /** The bot's messages that ever showed the text. */
  showing(text: string): readonly LoggedMessage[] {
    return this.told().filter(({ history }) => history.some((shown) => shown.text.includes(text)));
  }

  /** The prompts that engines were started with. */
  prompts(): readonly string[] {
    const lines = readFileSync(this.file('engine.log'), 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => (JSON.parse(line) as { prompt: string }).prompt);
  }

  /** The first value of `look` that is there. */
  async until<T>(what: string, look: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<NonNullable<T>> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const value = await look();
      if (value !== null && value !== undefined && value !== false) return value;
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await pause(LOOK_MS);
    }
  }

  /** Runs a task of somebody's who may steer to its end: whatever was there before has had its turn by then. */
  async settle(): Promise<void> {
    const [person, word] = [this.person(), this.word()];
    this.rig.server.sendText(person, person, `[[say:did ${word}]]`);
    await this.until('a task to end', () => this.showing(`did ${word}`)[0]);
  }

  /** What came of a word of somebody who may not start anything: how, or `null` if nothing did. */
  async consequence(word: string): Promise<string | null> {
    await this.settle();
    if (this.prompts().some((prompt) => prompt.includes(word))) return 'an agent was started';
    const [told] = this.showing(word);
    return told === undefined ? null : `told: ${told.now.text}`;
  }

  /** Runs the program with other arguments to its end; standard output and error together. */
  async command(...args: readonly string[]): Promise<{ readonly code: unknown; readonly text: string }> {
    const child = this.rig.launch(...args);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, text };
  }

  async trouble(): Promise<string | null> {
    const { program } = this;
    if (program === null) return null;
    if (program.exitCode !== null || program.signalCode !== null) return 'the program ended';
    // An update of a kind that nobody asked for: that it is confirmed shows that the program turns.
    const { updates } = this.rig.server.bot(TOKEN);
    const id = updates.add({ poll: { id: this.word() } });
    const answers = () => updates.pending.every((update) => (update as { update_id: number }).update_id !== id);
    return this.until('', answers, 5_000).then(
      () => null,
      () => 'the program answers nobody any more',
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.rig[Symbol.asyncDispose]();
  }
}
