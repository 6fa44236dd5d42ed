import type { Engine, EngineAvailability, EngineOrder } from '../../../domain/engine/engine.js';
import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { RunEvent } from '../../../domain/run/run-event.js';
import { abandonable } from '../process/abandonable.js';
import type { ProgramVersions } from '../process/program-version.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { EngineLauncher, type LaunchSettings, type LaunchTools } from './engine-launcher.js';
import { EngineRun, type RunTools } from './engine-run.js';

/** What the configuration says about an engine that is a program. */
export interface SubprocessSettings extends LaunchSettings {
  /** Whether to end what a run leaves behind although it ended well. */
  readonly reapOrphans: boolean;
  /** Whether to tell variables that appear in a program's environment by another way. */
  readonly auditEnvironment: boolean;
  /** What logs the engine in: a command of the chat where it has one, else of a shell. */
  readonly login: string;
}

/** What programs are run with; the same for all engines. */
export interface SubprocessTools extends LaunchTools, RunTools {
  readonly versions: ProgramVersions;
}

/** An agent CLI that is started as a child process for each order. */
export class SubprocessEngine implements Engine {
  readonly id: string;
  readonly manifest: EngineManifest;
  readonly #profile: EngineProfile;
  readonly #settings: SubprocessSettings;
  readonly #tools: SubprocessTools;
  readonly #launcher: EngineLauncher;

  constructor(profile: EngineProfile, settings: SubprocessSettings, tools: SubprocessTools) {
    this.id = profile.manifest.id;
    this.manifest = profile.manifest;
    this.#profile = profile;
    this.#settings = settings;
    this.#tools = tools;
    this.#launcher = new EngineLauncher(profile, settings, tools);
  }

  resumeLine(token: ResumeToken): string {
    return this.#profile.resumeLine(token);
  }

  parseResumeLine(line: string): string | null {
    return this.#profile.parseResumeLine(line);
  }

  async availability(): Promise<EngineAvailability> {
    const program = await this.#launcher.program();
    if (program === null) return { kind: 'missing', install: this.manifest.install };
    const version = await this.#tools.versions.of(program, this.#launcher.environment());
    return { kind: 'available', version, program };
  }

  begin(order: EngineOrder, stop: StopSignal): AsyncIterable<RunEvent> {
    const placed = this.#placed(order);
    const parts = {
      profile: this.#profile,
      settings: this.#settings,
      tools: this.#tools,
      launcher: this.#launcher,
    };
    return abandonable(stop, (stopped) => new EngineRun(placed, parts).events(stopped));
  }

  /** The order in the directory that its conversation can be gone on with in. */
  #placed(order: EngineOrder): EngineOrder {
    const home = this.#profile.boundToDirectory ? (order.resume?.directory ?? null) : null;
    return home === null ? order : { ...order, directory: home };
  }
}
