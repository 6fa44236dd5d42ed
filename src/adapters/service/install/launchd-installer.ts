import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  InstalledService,
  RemovedService,
  ServiceInstaller,
  ServiceOrder,
  ServiceProblem,
  ServiceStatus,
} from '../../../application/ports/service-installer.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { LAUNCHD_LABEL, launchdPlist } from './launchd-plist.js';
import { type RunTool, type ToolAnswer, toolsIn } from './run-tool.js';
import { oddPath, removeServiceFile, writeServiceFile } from './service-file.js';

/** How long a start and a stop are watched, and how often; a stop takes as long as the launch agent has it. Milliseconds. */
const WATCHED_MS = 15_000;
const STOPPING_MS = 200_000;
const LOOK_MS = 250;

/** What installing is built on. */
export interface LaunchdSurroundings {
  readonly home: string;
  readonly user: string;
  readonly uid: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The launch agent that ships with the program. */
  readonly shipped: () => string;
}

/** Keeps the program running by launchd, as an agent of this user (launchctl(1)). */
export class LaunchdInstaller implements ServiceInstaller {
  readonly file: string;
  readonly log: string;
  readonly #around: LaunchdSurroundings;
  readonly #run: RunTool;
  readonly #domain: string;

  constructor(around: LaunchdSurroundings) {
    this.#around = around;
    this.#run = toolsIn(around.environment);
    this.#domain = `gui/${around.uid}`;
    this.file = join(around.home, 'Library', 'LaunchAgents', `${LAUNCHD_LABEL}.plist`);
    this.log = join(around.home, 'Library', 'Logs', 'untether.log');
  }

  async install(order: ServiceOrder): Promise<Result<InstalledService, ServiceProblem>> {
    const { file, log } = this;
    const odd = oddPath(Object.values(order));
    if (odd !== null) return fail({ kind: 'odd-path', path: odd });
    const written = writeServiceFile(
      file,
      launchdPlist(this.#around.shipped(), order, { home: this.#around.home, log }),
    );
    if (!written.ok) return written;
    await this.#stop();
    const words = ['bootstrap', this.#domain, file];
    const answer = await this.#run('launchctl', words);
    if (answer.code !== 0) return fail(this.#refused(words, answer));
    const state = await this.#watchStart();
    if (state === null) return fail({ kind: 'ends-at-once', file, reason: `see ${log}` });
    return ok({ keeper: 'launchd', file, keptBefore: written.value, state, lingers: null, sandboxed: false });
  }

  async remove(): Promise<Result<RemovedService, ServiceProblem>> {
    await this.#stop();
    const removed = removeServiceFile(this.file);
    return removed.ok ? ok({ file: this.file, wasThere: removed.value }) : removed;
  }

  async status(): Promise<Result<ServiceStatus, ServiceProblem>> {
    const { code, stdout } = await this.#print();
    if (code === null) return fail({ kind: 'no-keeper', system: process.platform });
    const pid = Number(/^\s*pid = (\d+)$/m.exec(stdout)?.[1] ?? 0);
    const installed = existsSync(this.file);
    return ok({
      keeper: 'launchd',
      file: this.file,
      installed,
      enabled: installed && code === 0,
      state: code === 0 ? stateIn(stdout) : 'stopped',
      pid: pid > 0 ? pid : null,
      detail: null,
      lingers: null,
    });
  }

  /** launchd lets go of an agent only some time after it was told to. */
  async #stop(): Promise<void> {
    if ((await this.#print()).code !== 0) return;
    await this.#run('launchctl', ['bootout', `${this.#domain}/${LAUNCHD_LABEL}`], STOPPING_MS);
    for (let waitedMs = 0; waitedMs < STOPPING_MS; waitedMs += LOOK_MS) {
      if ((await this.#print()).code !== 0) return;
      await pause(LOOK_MS);
    }
  }

  /** `null` if it ended. */
  async #watchStart(): Promise<'running' | 'starting' | null> {
    for (let waitedMs = 0; waitedMs < WATCHED_MS; waitedMs += LOOK_MS) {
      const state = stateIn((await this.#print()).stdout);
      if (state === 'failed') return null;
      if (state === 'running') return 'running';
      await pause(LOOK_MS);
    }
    return 'starting';
  }

  #print(): Promise<ToolAnswer> {
    return this.#run('launchctl', ['print', `${this.#domain}/${LAUNCHD_LABEL}`]);
  }

  #refused(words: readonly string[], { code, stderr }: ToolAnswer): ServiceProblem {
    if (code === null) return { kind: 'no-keeper', system: process.platform };
    // What launchd says where nobody is logged in at the screen.
    if (/125|Domain does not support|Could not find domain/.test(stderr)) {
      return { kind: 'not-answering', keeper: 'launchd', user: this.#around.user, reason: stderr };
    }
    return { kind: 'refused', command: ['launchctl', ...words].join(' '), reason: stderr };
  }
}

function stateIn(printed: string): ServiceStatus['state'] {
  if (/^\s*state = running$/m.test(printed)) return 'running';
  const exitCode = /^\s*last exit code = (\d+)/m.exec(printed)?.[1] ?? '0';
  return exitCode === '0' ? 'starting' : 'failed';
}
