import type { EngineCatalog } from '../../domain/engine/engine.js';
import type { EngineManifest } from '../../domain/engine/engine-manifest.js';
import type { EngineId } from '../../domain/ids.js';
import type { EngineTools } from '../ports/engine/engine-tools.js';
import type { AppConfig } from '../values/app-config.js';
import type { Finding, Grade } from '../values/finding.js';
import { CHECKS, ENGINE_REMARKS, type FoundProgram, otherAgentsText } from '../wording/health/doctor-remarks.js';

/** Whether each engine that the configuration uses is there, starts and is logged in; the others in one line. */
export async function examineEngines(
  config: AppConfig,
  engines: EngineCatalog,
  tools: EngineTools,
): Promise<readonly Finding[]> {
  const used = enginesIn(config);
  const asked = engines.ids.filter((id) => used.has(id));
  const others = engines.ids.filter((id) => !used.has(id));
  const findings = await Promise.all(asked.map((id) => examine(id, engines, tools)));
  return [...findings, ...(await otherAgents(others, engines))];
}

/** The engines that the configuration names itself; others may be chosen in a chat. */
export function enginesIn({ defaultEngine, projects, triggers }: AppConfig): ReadonlySet<EngineId> {
  const named = [...projects.map((one) => one.defaultEngine), ...triggers.crons.map((one) => one.engine)];
  const hooks = triggers.webhooks.map((one) => one.engine);
  return new Set([defaultEngine, ...named, ...hooks].filter((id) => id !== null));
}

async function otherAgents(ids: readonly EngineId[], engines: EngineCatalog): Promise<readonly Finding[]> {
  const known = await Promise.all(
    ids.map(async (id) => {
      const found = engines.find(id);
      return { id, isHere: found.ok && (await found.value.availability()).kind === 'available' };
    }),
  );
  const named = (isHere: boolean) => known.filter((one) => one.isHere === isHere).map(({ id }) => id);
  if (known.length === 0) return [];
  return [{ check: CHECKS.otherAgents, grade: 'note', detail: otherAgentsText(named(true), named(false)), hint: null }];
}

async function examine(id: EngineId, engines: EngineCatalog, tools: EngineTools): Promise<Finding> {
  const check = CHECKS.engine(id);
  const bad: Grade = 'error';
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
      if (version === null) return { check, grade: bad, ...ENGINE_REMARKS.silent(program) };
      return { check, ...(await examineAccount(manifest, { program, version }, tools)) };
    }
  }
}

async function examineAccount(
  { id, login }: EngineManifest,
  found: FoundProgram,
  tools: EngineTools,
): Promise<Omit<Finding, 'check'>> {
  switch (await tools.account(id)) {
    case 'logged-in':
      return { grade: 'ok', ...ENGINE_REMARKS.loggedIn(found) };
    case 'unknown':
      return { grade: 'ok', ...ENGINE_REMARKS.loginUnknown(found) };
    case 'logged-out':
      return { grade: 'error', ...ENGINE_REMARKS.loggedOut(found, login) };
  }
}
