import { existsSync, rmSync } from 'node:fs';
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
import { type RunTool, type ToolAnswer, toolsIn } from './run-tool.js';
import { oddPath, removeServiceFile, writeServiceFile } from './service-file.js';
import { systemdUnit } from './systemd-unit.js';

/** The name of the unit. */
export const UNIT = 'untether.service';

/** How long a start is watched, and how often; how long a stop may take, as the unit has it and a little more. Milliseconds. */
const WATCHED_MS = 15_000;
const LOOK_MS = 250;
const STOPPING_MS = 200_000;

/** The exit status of a service that may have no namespace of its own (systemd.exec(5), “Process Exit Codes”). */
const NO_NAMESPACE = 226;

/** What installing is built on. */
export interface SystemdSurroundings {
  readonly home: string;
  readonly user: string;
  /** The number of the user. */
  readonly uid: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The unit that ships with the program. */
  readonly shipped: () => string;
  /** Whether this installation can send messages to the service manager by itself. */
  readonly notifiesItself: () => Promise<boolean>;
}

/** What became of a start. */
type StartedUnit =
  | { readonly kind: 'running' | 'starting' }
  | { readonly kind: 'ended'; readonly exitStatus: number; readonly reason: string };

/** Keeps the program running by systemd’s user manager. */
export class SystemdInstaller implements ServiceInstaller {
  readonly file: string;
  readonly #around: SystemdSurroundings;
  readonly #run: RunTool;

  constructor(around: SystemdSurroundings) {
    const { environment, home } = around;
    this.#around = around;
    this.#run = toolsIn(withRuntimeDirectory(around));
    this.file = join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'systemd', 'user', UNIT);
  }

  async install(order: ServiceOrder): Promise<Result<InstalledService, ServiceProblem>> {
    const { file } = this;
    const odd = oddPath(Object.values(order));
    if (odd !== null) return fail({ kind: 'odd-path', path: odd });
    const absent = await this.#absence();
    if (absent !== null) return fail(absent);
    const notifiesItself = await this.#around.notifiesItself();
    const text = (sandboxed: boolean) => systemdUnit(this.#around.shipped(), order, { notifiesItself, sandboxed });
    const written = writeServiceFile(file, text(true));
    if (!written.ok) return written;
    const started = await this.#start();
    if (!started.ok) return started;
    let state = started.value;
    const sandboxed = state.kind !== 'ended' || state.exitStatus !== NO_NAMESPACE;
    if (!sandboxed) {
      const plainly = writeServiceFile(file, text(false), 'replaced');
      const again = plainly.ok ? await this.#start() : plainly;
      if (!again.ok) return again;
      state = again.value;
    }
    if (state.kind === 'ended') return fail({ kind: 'ends-at-once', file, reason: state.reason });
    const lingers = await this.#lingers();
    return ok({ keeper: 'systemd', file, keptBefore: written.value, state: state.kind, lingers, sandboxed });
  }

  async remove(): Promise<Result<RemovedService, ServiceProblem>> {
    const { file } = this;
    if ((await this.#absence()) === null) {
      const words = ['disable', '--now', UNIT];
      const answer = await this.#ask(...words);
      if (answer.code !== 0 && existsSync(file)) return fail(refused(words, answer));
    } else {
      // Nobody is there who would have it running, or who would take the link away.
      rmSync(join(file, '..', 'default.target.wants', UNIT), { force: true });
    }
    const removed = removeServiceFile(file);
    if (!removed.ok) return removed;
    await this.#ask('daemon-reload');
    await this.#ask('reset-failed', UNIT);
    return ok({ file, wasThere: removed.value });
  }

  async status(): Promise<Result<ServiceStatus, ServiceProblem>> {
    const absent = await this.#absence();
    if (absent !== null) return fail(absent);
    const shown = await this.#show();
    const pid = Number(shown['MainPID'] ?? 0);
    return ok({
      keeper: 'systemd',
      file: this.file,
      installed: existsSync(this.file),
      enabled: shown['UnitFileState'] === 'enabled',
      state: stateOf(shown),
      pid: pid > 0 ? pid : null,
      detail: shown['StatusText'] || null,
      lingers: await this.#lingers(),
    });
  }

  /** Why the user manager can't be asked; `null` if it can. */
  async #absence(): Promise<ServiceProblem | null> {
    const { user } = this.#around;
    const answer = await this.#ask('show', '--property=Version');
    if (answer.code === 0) return null;
    if (answer.code === null) return { kind: 'no-keeper', system: process.platform };
    return { kind: 'not-answering', keeper: 'systemd', user, reason: firstLine(answer.stderr) };
  }

  async #start(): Promise<Result<StartedUnit, ServiceProblem>> {
    await this.#ask('stop', UNIT);
    await this.#ask('reset-failed', UNIT);
    for (const words of [['daemon-reload'], ['enable', UNIT], ['restart', '--no-block', UNIT]]) {
      const answer = await this.#ask(...words);
      if (answer.code !== 0) return fail(refused(words, answer));
    }
    return ok(await this.#watchStart());
  }

  async #watchStart(): Promise<StartedUnit> {
    for (let waitedMs = 0; waitedMs < WATCHED_MS; waitedMs += LOOK_MS) {
      const shown = await this.#show();
      if (stateOf(shown) === 'failed') return { kind: 'ended', ...endOf(shown) };
      if (stateOf(shown) === 'running') return { kind: 'running' };
      await pause(LOOK_MS);
    }
    return { kind: 'starting' };
  }

  async #show(): Promise<Readonly<Record<string, string>>> {
    const properties = 'ActiveState,SubState,MainPID,UnitFileState,Result,StatusText,ExecMainStatus';
    const { stdout } = await this.#ask('show', `--property=${properties}`, UNIT);
    return Object.fromEntries([...stdout.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]));
  }

  async #lingers(): Promise<boolean | null> {
    const { uid } = this.#around;
    const { code, stdout } = await this.#run('loginctl', ['show-user', String(uid), '--property=Linger', '--value']);
    return code === 0 ? stdout.trim() === 'yes' : null;
  }

  /** Stopping takes as long as running work is let end. */
  #ask(...words: readonly string[]): Promise<ToolAnswer> {
    return this.#run('systemctl', ['--user', ...words], STOPPING_MS);
  }
}

function stateOf(shown: Readonly<Record<string, string>>): ServiceStatus['state'] {
  const { ActiveState: active, SubState: sub } = shown;
  // Waiting to be started once more: it has ended.
  if (active === 'failed' || sub === 'auto-restart') return 'failed';
  if (active === 'active' || active === 'reloading') return 'running';
  return active === 'activating' ? 'starting' : 'stopped';
}

function endOf(shown: Readonly<Record<string, string>>): { readonly exitStatus: number; readonly reason: string } {
  const exitStatus = Number(shown['ExecMainStatus'] ?? 0);
  return { exitStatus, reason: `${shown['Result']}, exit code ${exitStatus}` };
}

function refused(words: readonly string[], { stderr }: ToolAnswer): ServiceProblem {
  return { kind: 'refused', command: ['systemctl', '--user', ...words].join(' '), reason: firstLine(stderr) };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** A shell that was not opened by a login (su, sudo, ssh into a container) doesn't name the place where the manager listens. */
function withRuntimeDirectory({ environment, uid }: SystemdSurroundings): Readonly<Record<string, string | undefined>> {
  const usual = `/run/user/${uid}`;
  if ((environment['XDG_RUNTIME_DIR'] ?? '') !== '' || !existsSync(usual)) return environment;
  return { ...environment, XDG_RUNTIME_DIR: usual };
}
