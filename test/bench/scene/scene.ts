import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Rig } from '../../end-to-end/rig.js';
import { FreePorts } from '../../faults/free-port.js';
import { type SceneOptions, sceneConfig, VERSION } from './scene-config.js';
import { forgetAbout, remember } from './still-open.js';

/** A start that takes longer has failed. */
const PATIENCE_MS = 300_000;
const LOOK_MS = 5;
const ports = new FreePorts();

/** How a scene is set up. */
export interface SceneSetup extends Omit<SceneOptions, 'port'> {
  /** The built program. */
  readonly program: string;
}

/** A started program. */
export interface Started {
  readonly program: ChildProcess;
  readonly pid: number;
  /** From its launch to its first poll of the Bot API. */
  readonly readyMs: number;
}

/**
 * The built program over a configuration of many triggers, started as anybody would start it: no preload, no flags. The Bot
 * API is this process, which has nothing else to do while the program is measured.
 */
export class Scene implements AsyncDisposable {
  readonly rig: Rig;
  readonly port: number;
  readonly #setup: SceneSetup;

  private constructor(rig: Rig, port: number, setup: SceneSetup) {
    this.rig = rig;
    this.port = port;
    this.#setup = setup;
  }

  /** Version 0 is in the file; nothing runs. */
  static async open(setup: SceneSetup): Promise<Scene> {
    const rig = await Rig.open();
    rig.program = setup.program;
    rig.loopbackNames = false;
    const scene = new Scene(rig, await ports.take(), setup);
    remember(scene);
    await rig.configure(scene.version(0));
    return scene;
  }

  /** The path of something beside the configuration. */
  file(name: string): string {
    return join(this.rig.directory, name);
  }

  /** The store of the program. */
  get database(): string {
    return this.file('state/untether.db');
  }

  /** A directory with nothing in it. */
  freshDirectory(): string {
    return mkdtempSync(this.file('fresh-'));
  }

  /** The text of a version, or of all of them with `VERSION` in place of their numbers. */
  version(number: number | typeof VERSION): string {
    const text = sceneConfig(this.rig, { ...this.#setup, port: this.port });
    return text.replaceAll(VERSION, `${number}`);
  }

  /** Writes the text of all versions beside the configuration, for another process; answers where. */
  async template(): Promise<string> {
    const path = this.file('template');
    await writeFile(path, this.version(VERSION));
    return path;
  }

  /** Starts the program; resolves when it polls. */
  async poll(): Promise<Started> {
    const { server, configPath } = this.rig;
    const calls = server.calls.length;
    const began = Date.now();
    const program = this.rig.launch('--config', configPath);
    while (program.exitCode === null && Date.now() < began + PATIENCE_MS) {
      const poll = server.calls.slice(calls).find(({ method }) => method === 'getUpdates');
      if (poll !== undefined && program.pid !== undefined) {
        return { program, pid: program.pid, readyMs: poll.atMs - began };
      }
      await pause(LOOK_MS);
    }
    throw new Error(`the program did not start\n${this.rig.output}`);
  }

  /** Starts the program; resolves when it has told its owner, by when it follows the file and listens. */
  async start(): Promise<Started> {
    const told = this.rig.bots().length;
    const started = await this.poll();
    await this.rig.until('the start message', () =>
      this.rig
        .bots()
        .slice(told)
        .find(({ now }) => now.text.includes('is running')),
    );
    return started;
  }

  /** Asks the program to end; resolves with how long that took, in milliseconds. */
  async end({ program }: Started): Promise<number> {
    const began = performance.now();
    program.kill('SIGTERM');
    const code = await this.rig.ended(program);
    if (code !== 0) throw new Error(`the program ended with ${code}\n${this.rig.output.slice(-2_000)}`);
    return performance.now() - began;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    forgetAbout(this);
    await this.rig[Symbol.asyncDispose]();
  }
}
