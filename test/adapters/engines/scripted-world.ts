import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEngineCatalog,
  type EngineCatalogSettings,
  type EngineCatalogTools,
} from '../../../src/adapters/engines/engine-catalog.js';
import type { EngineTimings } from '../../../src/adapters/engines/process/engine-timings.js';
import { LiveRuns } from '../../../src/adapters/engines/process/live-runs.js';
import { ProgramVersions } from '../../../src/adapters/engines/process/program-version.js';
import type { FactRecord } from '../../../src/application/ports/system/journal.js';
import type { EngineSettings } from '../../../src/application/values/config/engine-settings.js';
import type { WatchdogSettings } from '../../../src/application/values/config/run-settings.js';
import type { Engine, EngineCatalog, EngineOrder } from '../../../src/domain/engine/engine.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import type { RunCompleted, RunEvent } from '../../../src/domain/run/run-event.js';
import { Secret } from '../../../src/domain/secret.js';
import { appConfig } from '../../support/builders/app-config.js';
import { collect } from '../../support/scripted-engine/collect.js';
import { scriptedEngine } from '../../support/scripted-engine/path.js';
import { RealTime } from './real-time.js';

/** Far longer than a test may take: whoever needs one of them to run out says so. */
const ENDLESS: Partial<EngineTimings> = {
  startUpMs: 300_000,
  interruptMs: 60_000,
  graceMs: 60_000,
  killWaitMs: 60_000,
  outputHeldMs: 60_000,
};

/** Settings and circumstances that differ from the usual ones. */
export interface ScriptedChoices {
  readonly claude?: Partial<EngineSettings>;
  /** Another engine than Claude, and what its table says. */
  readonly other?: { readonly id: string; readonly table: Partial<EngineSettings> };
  readonly watchdog?: Partial<WatchdogSettings>;
  readonly timings?: Partial<EngineTimings>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly tools?: Partial<EngineCatalogTools>;
}

/** The Claude engine over the scripted program, or another engine, with directories of its own. */
export class ScriptedWorld {
  readonly directory: string;
  readonly facts: FactRecord[] = [];
  readonly live = new LiveRuns();
  readonly engine: Engine;
  readonly catalog: EngineCatalog;
  #runs = 0;

  private constructor(directory: string, choices: ScriptedChoices) {
    this.directory = directory;
    this.catalog = createEngineCatalog(scriptedSettings(choices), this.#tools(choices));
    const engine = this.catalog.find(choices.other?.id ?? 'claude');
    if (!engine.ok) throw new Error(engine.problem.message);
    this.engine = engine.value;
  }

  static async open(choices: ScriptedChoices = {}): Promise<ScriptedWorld> {
    return new ScriptedWorld(await realpath(await mkdtemp(join(tmpdir(), 'engine-'))), choices);
  }

  order(prompt: string, more: Partial<EngineOrder> = {}): EngineOrder {
    const run = `${process.pid.toString(16)}${(++this.#runs).toString(16)}`.padStart(12, '0');
    const options = { model: null, effort: null, permissionMode: null };
    return { run, prompt, preamble: null, resume: null, directory: this.directory, options, ...more };
  }

  /** Plays an order to its end and answers all its events. */
  play(prompt: string, more: Partial<EngineOrder> = {}, stop = new StopSource()): Promise<RunEvent[]> {
    return collect(this.engine.begin(this.order(prompt, more), stop.signal));
  }

  close(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }

  #tools(choices: ScriptedChoices): EngineCatalogTools {
    const time = new RealTime();
    return {
      clock: time,
      alarm: time,
      journal: { record: (fact) => void this.facts.push(fact) },
      live: this.live,
      versions: new ProgramVersions(),
      environment: { PATH: process.env['PATH'], CLAUDE_SCRIPTED_DIR: this.directory, ...choices.environment },
      temporaryDirectory: join(this.directory, 'tmp'),
      timings: { ...ENDLESS, pollMs: 10, lookMs: 0, ...choices.timings },
      availableMemoryMb: () => null,
      ...choices.tools,
    };
  }
}

function scriptedSettings(choices: ScriptedChoices): EngineCatalogSettings {
  const plain = { command: null, model: null, permissionMode: null, extraArgs: [], extra: {} };
  const { other } = choices;
  const { telegram, triggers } = appConfig();
  return {
    engines: {
      claude: { ...plain, command: scriptedEngine, ...choices.claude },
      ...(other === undefined ? {} : { [other.id]: { ...plain, ...other.table } }),
    },
    telegram: { ...telegram, token: new Secret('123456:not-a-real-token') },
    triggers,
    security: { envAudit: true, envExtraAllow: ['EXTRA_NAME'], envExtraPrefixAllow: ['EXTRA_PREFIX_'] },
    watchdog: {
      reapOrphans: true,
      maxConcurrentEngineRuns: 0,
      prespawnRamWarnMb: 2000,
      prespawnRamBlockMb: 500,
      prespawnRamPerRunReserveMb: 750,
      streamIdleTimeoutMs: 300_000,
      postResultLimboGraceMs: 60_000,
      postResultBackgroundMaxHoldMs: 1_800_000,
      ...choices.watchdog,
    },
  };
}

/** The only result of a run. */
export function completedOf(events: readonly RunEvent[]): RunCompleted {
  const all = events.filter((event) => event.kind === 'completed');
  const [only] = all;
  if (only === undefined || all.length > 1) throw new Error(`${all.length} results`);
  return only;
}
