import { mkdir, stat } from 'node:fs/promises';
import type { Journal } from '../../../application/ports/system/journal.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import { errorText } from '../../../domain/error-text.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type Environment, type EnvironmentRules, engineEnvironment } from '../environment/environment.js';
import { EngineProcess, type ProcessTools } from '../process/engine-process.js';
import { BRIDGE_VARIABLE } from '../process/leftovers.js';
import type { LiveRuns } from '../process/live-runs.js';
import { findProgram } from '../process/program-path.js';
import { judgeSpawn, type SpawnLimits } from '../process/spawn-guard.js';
import type { EngineLaunch, EngineProfile } from '../profile/engine-profile.js';

/** What the configuration says about an engine's processes. */
export interface LaunchSettings {
  /** The program's name or path, if it is not the usual one. */
  readonly command: string | null;
  readonly limits: SpawnLimits;
  readonly environment: Omit<EnvironmentRules, 'engine'>;
}

/** What engines are started with; the same for all of them. */
export interface LaunchTools extends ProcessTools {
  readonly journal: Journal;
  readonly live: LiveRuns;
  /** Names this bridge to `Leftovers`, which finds what it started; not marked unless given. */
  readonly bridge?: string;
  /** The environment that an engine's is cut from. */
  readonly environment: Environment;
  /** A directory for the engines' temporary files, made if it is missing; `null` for the system's. */
  readonly temporaryDirectory: string | null;
  /** Memory that can be had without swapping; `null` if it can't be told. */
  readonly availableMemoryMb: () => number | null;
}

/** A program that was started, and what it was given. `release` is to be called when all of it is gone. */
export interface LaunchedEngine {
  readonly process: EngineProcess;
  readonly environment: Environment;
  readonly release: () => void;
}

/** Finds, checks and starts one engine's program. */
export class EngineLauncher {
  readonly manifest: EngineManifest;
  readonly #profile: EngineProfile;
  readonly #settings: LaunchSettings;
  readonly #tools: LaunchTools;

  constructor(profile: EngineProfile, settings: LaunchSettings, tools: LaunchTools) {
    this.manifest = profile.manifest;
    this.#profile = profile;
    this.#settings = settings;
    this.#tools = tools;
  }

  /** The absolute path of the program as it is now, or `null`. */
  program(): Promise<string | null> {
    return findProgram(this.#settings.command ?? this.manifest.program, this.environment()['PATH'] ?? '');
  }

  /** What the program may see of our environment. */
  environment(): Record<string, string> {
    return engineEnvironment(this.#tools.environment, {
      ...this.#settings.environment,
      engine: this.#profile.variables,
    });
  }

  /** The same for a call beside runs, which is found again after a crash. */
  toolEnvironment(): Record<string, string> {
    const { bridge } = this.#tools;
    return { ...this.environment(), NO_COLOR: '1', ...(bridge === undefined ? {} : { [BRIDGE_VARIABLE]: bridge }) };
  }

  /** Starts the program for the order, or answers why it can't be started. */
  async start(order: EngineOrder): Promise<Result<LaunchedEngine, EngineProblem>> {
    const launch = this.#profile.launch(order);
    if (!launch.ok) return launch;
    if (!(await isDirectory(order.directory))) return fail({ kind: 'directory-missing', message: order.directory });
    const program = await this.program();
    if (program === null) return fail(this.notInstalled());
    const directories = await this.#makeTemporaryDirectory();
    if (!directories.ok) return directories;
    return this.#spawn(order, launch.value, program);
  }

  async #spawn(
    order: EngineOrder,
    launch: EngineLaunch,
    program: string,
  ): Promise<Result<LaunchedEngine, EngineProblem>> {
    const refusal = this.#refusal(order);
    if (refusal !== null) return fail(refusal);
    const release = this.#tools.live.take();
    const environment = this.#environmentFor(order, launch);
    const started = await EngineProcess.start(
      { ...launch, program, directory: order.directory, environment, mark: markOf(order) },
      this.#tools,
    );
    if (started.ok) return ok({ process: started.value, environment, release });
    release();
    return started;
  }

  #environmentFor(order: EngineOrder, launch: EngineLaunch): Record<string, string> {
    const given = this.environment();
    for (const name of launch.removed) delete given[name];
    const [markName = '', markValue = ''] = markOf(order).split('=');
    return {
      ...launch.defaults,
      ...given,
      ...(this.#tools.temporaryDirectory === null ? {} : { TMPDIR: this.#tools.temporaryDirectory }),
      ...launch.variables,
      // People's hooks look at this to tell a run of ours from one at a terminal.
      UNTETHER_SESSION: '1',
      ...(order.outbox === undefined ? {} : { UNTETHER_OUTBOX: order.outbox }),
      ...(this.#tools.bridge === undefined ? {} : { [BRIDGE_VARIABLE]: this.#tools.bridge }),
      [markName]: markValue,
    };
  }

  #refusal(order: EngineOrder): EngineProblem | null {
    const verdict = judgeSpawn(this.#settings.limits, this.#tools.live.count, this.#tools.availableMemoryMb());
    if (verdict.kind === 'refused') return verdict.problem;
    if (verdict.kind === 'scarce') {
      const data = { engine: this.manifest.id, run: order.run, availableMb: verdict.availableMb };
      this.#tools.journal.record({ name: 'engine.memory-scarce', level: 'warn', data });
    }
    return null;
  }

  /** That the program is missing, and how it is installed. */
  notInstalled(): EngineProblem {
    const { install, program } = this.manifest;
    const command = this.#settings.command;
    const message = command === null ? `${program} is not on the PATH.` : `There is no program ${command}.`;
    return { kind: 'not-installed', message, install };
  }

  async #makeTemporaryDirectory(): Promise<Result<null, EngineProblem>> {
    const directory = this.#tools.temporaryDirectory;
    if (directory === null) return ok(null);
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      return ok(null);
    } catch (error) {
      return fail({ kind: 'cannot-start', message: errorText(error) });
    }
  }
}

/** The variable by which everything that a run started can be found again. */
function markOf(order: EngineOrder): string {
  return `UNTETHER_RUN=${order.run}`;
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
