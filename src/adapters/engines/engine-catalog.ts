import type { EngineTools } from '../../application/ports/engine/engine-tools.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { AppConfig } from '../../application/values/app-config.js';
import type { SecuritySettings } from '../../application/values/config/engine-settings.js';
import type { WatchdogSettings } from '../../application/values/config/run-settings.js';
import { type SecretBearing, secretsOf } from '../../application/values/config-secrets.js';
import type { Engine, EngineCatalog } from '../../domain/engine/engine.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import { fail, ok } from '../../domain/result.js';
import type { Secret } from '../../domain/secret.js';
import { ENGINES } from './engines.js';
import type { Environment } from './environment/environment.js';
import { ENGINE_TIMINGS, type EngineTimings } from './process/engine-timings.js';
import type { LiveRuns } from './process/live-runs.js';
import { processTable } from './process/process-table.js';
import type { ProgramVersions } from './process/program-version.js';
import { SharedTable } from './process/shared-table.js';
import { availableMemoryMb } from './process/spawn-guard.js';
import type { EngineDefinition } from './profile/engine-definition.js';
import type { EngineProfile } from './profile/engine-profile.js';
import { EngineLauncher } from './run/engine-launcher.js';
import { SubprocessEngine, type SubprocessSettings, type SubprocessTools } from './run/subprocess-engine.js';
import { type EngineProgram, ProgramTools } from './tools/program-tools.js';

/** What the engines of one generation are made of; an `AppConfig` is one. */
export interface EngineCatalogSettings extends Pick<AppConfig, 'engines'>, SecretBearing {
  readonly security: Pick<SecuritySettings, 'envAudit' | 'envExtraAllow' | 'envExtraPrefixAllow'>;
  readonly watchdog: Pick<
    WatchdogSettings,
    | 'reapOrphans'
    | 'maxConcurrentEngineRuns'
    | 'prespawnRamWarnMb'
    | 'prespawnRamBlockMb'
    | 'prespawnRamPerRunReserveMb'
    | 'streamIdleTimeoutMs'
    | 'postResultLimboGraceMs'
    | 'postResultBackgroundMaxHoldMs'
  >;
}

/** What the engines of all generations share. */
export interface EngineCatalogTools {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
  /** One for the whole process, so that a reload doesn't forget the runs that are going on. */
  readonly live: LiveRuns;
  /** Names this bridge to `Leftovers`, which finds what it started; not marked unless given. */
  readonly bridge?: string;
  readonly versions: ProgramVersions;
  /** Usually `process.env`. */
  readonly environment: Environment;
  /** Where engines put temporary files (absolute; made if missing); `null` for the system's directory. */
  readonly temporaryDirectory: string | null;
  /** Other timings than the usual ones, for tests. */
  readonly timings?: Partial<EngineTimings>;
  /** Free memory in megabytes, `null` if unknown; measured unless given. */
  readonly availableMemoryMb?: () => number | null;
}

/** The engines of one generation of the configuration. Looks at nothing until an engine is used. */
export function createEngineCatalog(settings: EngineCatalogSettings, tools: EngineCatalogTools): EngineCatalog {
  const withheld = secretsFoundLate(settings);
  const built = ENGINES.map((definition) => engine(definition, { settings, withheld }, tools));
  return {
    ids: ENGINES.map(({ manifest }) => manifest.id),
    engines: built,
    find(id) {
      const found = built.find((known) => known.id === id);
      if (found !== undefined) return ok(found);
      return fail({ kind: 'other', message: `There is no engine called ${id}.` });
    },
  };
}

/** The engines' programs, for what they can do beside runs. Looks at nothing until it is asked. */
export function createEngineTools(settings: EngineCatalogSettings, tools: EngineCatalogTools): EngineTools {
  const withheld = secretsFoundLate(settings);
  const programs = ENGINES.map((definition): EngineProgram => {
    const shared = subprocessTools(settings, tools);
    const launcher = new EngineLauncher(
      profileOf(definition, settings),
      subprocessSettings(definition, { settings, withheld }),
      shared,
    );
    return { definition, launcher };
  });
  return new ProgramTools(programs, tools.alarm);
}

function profileOf({ manifest, profile }: EngineDefinition, settings: EngineCatalogSettings): EngineProfile {
  return profile(settings.engines[manifest.id], settings.watchdog);
}

/** Looked for when an engine is used, once for all of them: there may be 10,000 triggers to look through. */
function secretsFoundLate(settings: EngineCatalogSettings): () => readonly Secret[] {
  let found: readonly Secret[] | null = null;
  return () => {
    found ??= secretsOf(settings);
    return found;
  };
}

interface Shared {
  readonly settings: EngineCatalogSettings;
  readonly withheld: () => readonly Secret[];
}

function engine(definition: EngineDefinition, shared: Shared, tools: EngineCatalogTools): Engine {
  const profile = profileOf(definition, shared.settings);
  return new SubprocessEngine(profile, subprocessSettings(definition, shared), subprocessTools(shared.settings, tools));
}

function subprocessSettings({ manifest, login }: EngineDefinition, { settings, withheld }: Shared): SubprocessSettings {
  const { id } = manifest;
  const { engines, security, watchdog } = settings;
  return {
    command: engines[id]?.command ?? null,
    limits: watchdog,
    environment: {
      extra: { names: security.envExtraAllow, prefixes: security.envExtraPrefixAllow },
      get withheld() {
        return withheld();
      },
    },
    reapOrphans: watchdog.reapOrphans,
    auditEnvironment: security.envAudit,
    login: login === undefined ? manifest.login : `/auth ${id}`,
  };
}

function subprocessTools({ watchdog }: EngineCatalogSettings, tools: EngineCatalogTools): SubprocessTools {
  return {
    ...tools,
    table: new SharedTable(processTable()),
    availableMemoryMb: tools.availableMemoryMb ?? availableMemoryMb,
    timings: {
      ...ENGINE_TIMINGS,
      lingerMs: watchdog.postResultLimboGraceMs,
      backgroundLingerMs: watchdog.postResultBackgroundMaxHoldMs,
      ...tools.timings,
    },
  };
}
