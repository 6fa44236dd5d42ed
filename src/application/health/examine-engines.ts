import type { EngineCatalog } from '../../domain/engine/engine.js';
import type { EngineManifest } from '../../domain/engine/engine-manifest.js';
import type { EngineId } from '../../domain/ids.js';
import type { EngineTools } from '../ports/engine/engine-tools.js';
import type { AppConfig } from '../values/app-config.js';
import type { Finding, Grade } from '../values/finding.js';
import { CHECKS, ENGINE_REMARKS, type FoundProgram } from '../wording/health/doctor-remarks.js';

/** Whether each engine is there, starts and is logged in; only what the configuration uses can be an error. */
export async function examineEngines(
  config: AppConfig,
  engines: EngineCatalog,
  tools: EngineTools,
): Promise<readonly Finding[]> {
  const used = enginesIn(config);
  return Promise.all(engines.ids.map((id) => examine(id, used.has(id), engines, tools)));
}

/** The engines that the configuration names itself; others may be chosen in a chat. */
export function enginesIn({ defaultEngine, projects, triggers }: AppConfig): ReadonlySet<EngineId> {
  const named = [...projects.map((one) => one.defaultEngine), ...triggers.crons.map((one) => one.engine)];
  const hooks = triggers.webhooks.map((one) => one.engine);
  return new Set([defaultEngine, ...named, ...hooks].filter((id) => id !== null));
}

async function examine(id: EngineId, isUsed: boolean, engines: EngineCatalog, tools: EngineTools): Promise<Finding> {
  const check = CHECKS.engine(id);
  const bad: Grade = isUsed ? 'error' : 'note';
  const found = engines.find(id);
  if (!found.ok) return { check, grade: bad, detail: found.problem.message, hint: null };
  const { manifest } = found.value;
  const availability = await found.value.availability();
  switch (availability.kind) {
    case 'not-built':
      return { check, grade: bad, ...ENGINE_REMARKS.notBuilt };
    case 'missing':
      return { check, grade: bad, ...ENGINE_REMARKS.missing(availability.install) };
    case 'available': {
      const { program, version } = availability;
      if (version === null) return { check, ...doesNotStart(program, isUsed) };
      return { check, ...(await examineAccount(manifest, { program, version }, isUsed, tools)) };
    }
  }
}

function doesNotStart(program: string, isUsed: boolean): Omit<Finding, 'check'> {
  const grade: Grade = isUsed ? 'error' : 'warning';
  return { grade, ...ENGINE_REMARKS.silent(program) };
}

async function examineAccount(
  { id, login }: EngineManifest,
  found: FoundProgram,
  isUsed: boolean,
  tools: EngineTools,
): Promise<Omit<Finding, 'check'>> {
  switch (await tools.account(id)) {
    case 'logged-in':
      return { grade: 'ok', ...ENGINE_REMARKS.loggedIn(found) };
    case 'unknown':
      return { grade: 'ok', ...ENGINE_REMARKS.loginUnknown(found) };
    case 'logged-out': {
      const grade: Grade = isUsed ? 'error' : 'warning';
      return { grade, ...ENGINE_REMARKS.loggedOut(found, login) };
    }
  }
}
