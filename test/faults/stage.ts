import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Rig, TOKEN } from '../end-to-end/rig.js';
import type { BotAccount } from '../support/telegram-server/bot-account.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { noteAcceptance } from './acceptance.js';
import { Ledger } from './ledger.js';
import { PlanFile } from './plan-file.js';
import type { FaultPlan } from './preload/plan.js';
import { stageConfig } from './stage-config.js';
import { type Evidence, type Sums, sumsOf } from './verdict.js';

const START_PATIENCE_MS = 120_000;
const LOOK_MS = 15;
/** How long nothing may happen before the program counts as being at rest. */
const QUIET_MS = 500;

/** How long nobody starts a program again that refused to start. */
const REFUSED_MS = 300;
/** A program that dies this often by itself is not started again. */
const MOST_ODDITIES = 20;

/** How the program is to be started. */
export type StartWish = Partial<Pick<FaultPlan, 'kill' | 'disk'>>;

/** How a stage is set up. */
export interface StageOptions {
  /** Keeps the record that `damage` needs. */
  readonly recordsDisk?: boolean;
  /** Keeps `loop.log`: how long the program's event loop stood at the longest since the plan was changed. */
  readonly recordsLoop?: boolean;
  /** `state` beside the configuration unless given. */
  readonly stateDirectory?: string;
}

/** What the supervisor does when the program has died. */
export interface Supervision {
  /** Before it is started again. */
  readonly afterDeath?: () => void;
  readonly next?: () => StartWish;
}

/** The real program on a stage where what can go wrong goes wrong on command; started again whenever it has died. */
export class Stage implements AsyncDisposable {
  readonly rig: Rig;
  readonly ledger = new Ledger();
  /** Of the listener for webhooks. */
  readonly port: number;
  readonly stateDirectory: string;
  /** How often the program was killed. */
  kills = 0;
  /** What the program did that it never should, in words. */
  readonly oddities: string[] = [];
  /** Whether the disk under the state is full, by other means than the plan. */
  diskIsFull = false;
  supervision: Supervision = {};
  readonly #clock: { offsetMs: number };
  readonly #plan: PlanFile;
  #program: ChildProcess | null = null;
  #over = false;
  #closing: Promise<void> | null = null;

  private constructor(rig: Rig, port: number, clock: { offsetMs: number }, options: StageOptions) {
    this.rig = rig;
    this.port = port;
    this.#clock = clock;
    this.stateDirectory = options.stateDirectory ?? this.file('state');
    this.#plan = new PlanFile(rig.directory, {
      disk: options.recordsDisk === true,
      loop: options.recordsLoop === true,
    });
    rig.environment = {
      ...this.#plan.environment,
      CLAUDE_SCRIPTED_LOG: this.file('engine.log'),
      CLAUDE_SCRIPTED_DIR: this.file('conversations'),
    };
    rig.nodeFlags = this.#plan.nodeFlags;
    writeFileSync(this.file('engine.log'), '');
  }

  static async open(port: number, options: StageOptions = {}): Promise<Stage> {
    const clock = { offsetMs: 0 };
    const rig = await Rig.open(() => Date.now() + clock.offsetMs);
    const stage = new Stage(rig, port, clock, options);
    await stage.configure(new Map());
    return stage;
  }

  /** Writes the configuration, with these crons. */
  configure(crons: ReadonlyMap<string, number>): Promise<void> {
    return this.rig.configure(stageConfig(this, crons));
  }

  get bot(): BotAccount {
    return this.rig.server.bot(TOKEN);
  }

  /** The time as the program and the Bot API have it. */
  now(): number {
    return Date.now() + this.#clock.offsetMs;
  }

  /** The program's store. */
  get database(): string {
    return join(this.stateDirectory, 'untether.db');
  }

  /** What is wrong with the disk now. */
  get disk(): FaultPlan['disk'] {
    return this.#plan.now.disk;
  }

  file(name: string): string {
    return join(this.rig.directory, name);
  }

  /** Starts the program; resolves when it polls or has died. */
  async start(wish: StartWish = {}): Promise<void> {
    this.#plan.change({ kill: null, disk: null, ...wish });
    const calls = this.rig.server.calls.length;
    const called = (name: string) => this.rig.server.calls.slice(calls).some(({ method }) => method === name);
    const program = this.rig.launch('--config', this.rig.configPath);
    this.#program = program;
    // The menu is set when everything else of the start is done.
    program.once('exit', (code, signal) => void this.#died(code, signal, called('setMyCommands')));
    const settled = () => called('getUpdates') || this.#program !== program || this.#over;
    await this.until('the program to poll', START_PATIENCE_MS, settled);
  }

  /** SIGKILL, whatever it is doing; resolves when it is dead. The supervisor starts it again. */
  async kill(): Promise<void> {
    const program = this.#program;
    program?.kill('SIGKILL');
    if (program !== null) await this.rig.ended(program);
  }

  /** Moves the clocks of the program and of the Bot API; `stopwatch`: as a machine that was busy so long, not asleep. */
  jump(ms: number, stopwatch = false): void {
    this.#clock.offsetMs += ms;
    const { stopwatchOffsetMs } = this.#plan.now;
    this.tell({
      clockOffsetMs: this.#clock.offsetMs,
      stopwatchOffsetMs: stopwatch ? stopwatchOffsetMs + ms : stopwatchOffsetMs,
    });
  }

  /** Changes the plan of the running program. */
  tell(change: Partial<FaultPlan>): void {
    this.#plan.change(change);
    const pid = this.#program?.pid;
    if (pid !== undefined && this.#plan.canBeTold(pid)) this.#program?.kill('SIGUSR2');
  }

  /** The steps that the programs took so far. */
  steps(): readonly string[] {
    return readFileSync(this.file('steps.log'), 'utf8').split('\n').filter(Boolean);
  }

  /** Every message of the bot, in all chats. */
  messages(): readonly LoggedMessage[] {
    return [...this.rig.server.world.chats.values()].flatMap(({ log }) => log.all.filter((one) => one.fromBot));
  }

  evidence(): Evidence {
    noteAcceptance(this.ledger, this.bot.updates.pending, this.now());
    const starts = readFileSync(this.file('engine.log'), 'utf8').split('\n').filter(Boolean);
    const prompts = starts.map((line) => (JSON.parse(line) as { prompt: string }).prompt);
    return { facts: this.ledger.facts, messages: this.messages(), prompts, toasts: this.bot.answeredButtons };
  }

  /** Resolves with the sums when all that was accepted has come to its end, or nothing has moved for so long. */
  async settle(patienceMs = 20_000): Promise<Sums> {
    let seen = '';
    let since = performance.now();
    for (;;) {
      await pause(100);
      const sums = sumsOf(this.evidence());
      const calls = this.rig.server.calls.filter(({ method }) => method !== 'getUpdates').length;
      const now = `${calls} ${this.kills} ${sums.told} ${this.bot.updates.pending.length}`;
      if (now !== seen) [seen, since] = [now, performance.now()];
      const stillMs = performance.now() - since;
      const open = this.ledger.posting + this.bot.updates.pending.length > 0;
      const done = sums.lost === 0 && !open && this.bot.updates.isPolled;
      const quietMs = sums.hanging === 0 ? QUIET_MS : 3 * QUIET_MS;
      if ((done && stillMs > quietMs) || stillMs > patienceMs) return sums;
    }
  }

  /** Resolves with the first value that is there; throws what it waited for in vain. */
  async until<T>(what: string, patienceMs: number, look: () => T | null | undefined | false): Promise<T> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const found = look();
      if (found !== null && found !== undefined && found !== false) return found;
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await pause(LOOK_MS);
    }
  }

  get over(): boolean {
    return this.#over;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over = true;
    this.#closing ??= this.rig[Symbol.asyncDispose]();
    await this.#closing;
  }

  async #died(code: number | null, signal: string | null, hadStarted: boolean): Promise<void> {
    this.#program = null;
    if (this.#over) return;
    // Without a disk a start may be refused; whoever looks after the program tries again.
    const refused = !hadStarted && (this.diskIsFull || this.disk !== null) && code === 1;
    if (refused) await pause(REFUSED_MS);
    else if (signal === 'SIGKILL') this.kills++;
    else if (code !== 0) this.oddities.push(`the program ended with ${code ?? signal}`);
    if (this.oddities.length > MOST_ODDITIES) return;
    this.supervision.afterDeath?.();
    try {
      await this.start(this.supervision.next?.() ?? {});
    } catch (cause) {
      this.oddities.push(`the program did not start: ${cause instanceof Error ? cause.message : cause}`);
    }
  }
}
